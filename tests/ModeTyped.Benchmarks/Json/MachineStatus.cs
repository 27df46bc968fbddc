using System.Text.Json.Serialization;

namespace ModeTyped.Benchmarks.Json;

/// <summary>A payload of 359 bytes with ten members of many kinds.</summary>
[ModeEvent("machineStatus"), ModeCommand("machineStatus")]
public sealed partial class MachineStatus
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset Time { get; init; }

    public MachineMode Mode { get; init; }

    public double Load { get; init; }

    public int? Errors { get; init; }

    public bool Online { get; init; }

    public long Uptime { get; init; }

    public required List<MachinePart> Parts { get; init; }

    public required int[] Counts { get; init; }
}

public sealed record MachinePart(string Name, double Wear, int Cycles);

[JsonConverter(typeof(JsonStringEnumConverter<MachineMode>))]
public enum MachineMode
{
    Idle,
    Running,
    Maintenance,
}
