using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>One pair of a device's data proxy.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value: a number, string, boolean, array or object.</param>
/// <param name="ModificationTime">When the cloud saved it.</param>
/// <param name="Revision">The revision of the whole store that saving it made.</param>
public sealed record DataItem(string Key, JsonElement Value, DateTimeOffset ModificationTime, long Revision);
