using System.ComponentModel;

namespace ModeTyped.Json;

/// <summary>Writes a value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">Where to write.</param>
/// <param name="value">The value.</param>
/// <exception cref="ModePayloadException">The value has no JSON form.</exception>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void JsonPayloadWrite<in T>(ref JsonPayloadWriter writer, T value);
