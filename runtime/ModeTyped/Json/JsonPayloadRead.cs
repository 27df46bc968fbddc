using System.ComponentModel;
using System.Text.Json;

namespace ModeTyped.Json;

/// <summary>Reads a value; the reader stands on its first token, and on its last afterwards.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">Where to read.</param>
/// <exception cref="JsonException">The JSON text does not fit the type.</exception>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T JsonPayloadRead<out T>(ref Utf8JsonReader reader);
