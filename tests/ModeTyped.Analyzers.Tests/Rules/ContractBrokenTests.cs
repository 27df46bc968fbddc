using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class ContractBrokenTests : RecordedRuleTests
{
    public override string Id => DiagnosticIds.ContractBroken;

    protected override string Recorded => """
        [ModeEvent("temperature")] public partial record Temperature(double Celsius, string? Note);
        [ModeCommand("setTarget")] public partial record SetTarget(double Celsius, int Steps = 1);
        """;

    protected override IReadOnlyList<string> Broken =>
    [
        """
        [ModeEvent("temperature")] public partial record Temperature(double [|Kelvin|], string? Note);
        [ModeCommand("setTarget")] public partial record SetTarget(double Celsius, int [|Steps|]);
        """,
        """
        [ModeEvent([|"warmth"|])] public partial record Temperature(double Celsius, string? Note);
        [ModeCommand("setTarget")] public partial record SetTarget(string [|Celsius|], int Steps = 1);
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        Recorded,
        """
        using System.Text.Json.Serialization;
        [ModeEvent("temperature")] public partial record Temperature([property: JsonPropertyName("celsius")] double Kelvin, string Note);
        [ModeCommand("setTarget")] public partial record Aim(double? Celsius, long Steps = 1, int More = 2);
        """,
        """[ModeCommand("setTarget")] public partial record SetTarget(double Celsius, int Steps = 1);""",
        """[ModeEvent("humidity")] public partial record Humidity(int Percent);""",
    ];
}
