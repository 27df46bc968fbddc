using System.Text.Json;

namespace ModeTyped;

/// <summary>One pair of the Device Data Proxy as the device sees it. Immutable.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="ModificationTime">When the value was written, by the cloud's clock; null where the cloud has not said, as
/// for the device's own writes until the next reload.</param>
/// <param name="IsPending">Whether the value is this device's own and not acknowledged yet.</param>
public sealed record DataProxyItem(string Key, JsonElement Value, DateTimeOffset? ModificationTime, bool IsPending);
