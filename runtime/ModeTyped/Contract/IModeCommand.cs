using System.ComponentModel;
using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// A command type. Implemented by generated code for every type with <see cref="ModeCommandAttribute"/>; not meant to
/// be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The command type itself.</typeparam>
public interface IModeCommand<TSelf>
    where TSelf : IModeCommand<TSelf>
{
    /// <summary>The command's <c>action</c>.</summary>
    static abstract string Action { get; }

    /// <summary>Writes the command's <c>parameters</c>, as a sender of commands (a test, the simulator) needs.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The command.</param>
    /// <exception cref="ModePayloadException">The command has no JSON form.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void WriteParameters(ref JsonPayloadWriter writer, TSelf value);

    /// <summary>Reads the command's <c>parameters</c>; the reader stands on their first token.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="ModePayloadException">The parameters do not fit the type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TSelf ReadParameters(ref Utf8JsonReader reader);
}
