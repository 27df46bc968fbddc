using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

public readonly struct MachineStatusCase : IJsonCase<MachineStatus>
{
    public static MachineStatus Sample { get; } = new()
    {
        Id = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        Name = "press-07",
        Time = new DateTimeOffset(2026, 11, 26, 4, 30, 15, TimeSpan.FromHours(9)),
        Mode = MachineMode.Running,
        Load = 0.8125,
        Errors = 3,
        Online = true,
        Uptime = 8640012345,
        Parts = [new("spindle", 0.25, 1200), new("bearing", 0.5, 90210), new("belt", 0.75, 77)],
        Counts = [1, 2, 3, 5, 8, 13, 21, 34],
    };

    public static JsonTypeInfo<MachineStatus> Reference => ReferenceContext.Default.MachineStatus;

    public static void Write(ref JsonPayloadWriter writer, MachineStatus value) => Parameters<MachineStatus>.Write(ref writer, value);

    public static MachineStatus Read(ref Utf8JsonReader reader) => Parameters<MachineStatus>.Read(ref reader);
}
