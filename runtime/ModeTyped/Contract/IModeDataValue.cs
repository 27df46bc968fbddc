using System.ComponentModel;
using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// A type of Device Data Proxy values. Implemented by generated code for every type with <see cref="ModeDataAttribute"/>,
/// as <see cref="IModeData{TSelf}"/> or <see cref="IModeDataFamily{TSelf}"/>; not meant to be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IModeDataValue<TSelf>
    where TSelf : class, IModeDataValue<TSelf>
{
    /// <summary>What the annotation says of the type.</summary>
    static abstract ModeDataInfo Info { get; }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ModePayloadException">The value has no JSON form.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void WriteValue(ref JsonPayloadWriter writer, TSelf value);

    /// <summary>Reads a value; the reader stands on its first token.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The JSON text does not fit the type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf? ReadValue(ref Utf8JsonReader reader);

    /// <summary>The first rule of the type's members that a value breaks, or null.</summary>
    /// <param name="value">The value.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract ModeDataViolation? Validate(TSelf value);
}
