using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>One change of a device's data proxy.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value; null where the key was deleted.</param>
/// <param name="ByDevice">Whether the device made the change, rather than the cloud.</param>
/// <param name="Revision">The revision of the whole store after the change.</param>
public sealed record DataChange(ulong DeviceId, string Key, JsonElement? Value, bool ByDevice, long Revision);
