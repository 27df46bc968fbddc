using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class ContractNotRecordedTests : RecordedRuleTests
{
    public override string Id => DiagnosticIds.ContractNotRecorded;

    protected override string Recorded => """
        [ModeEvent("temperature")] public partial record Temperature(double Celsius, string? Note);
        [BulkLabel("vibration")] public partial class Vibration;
        """;

    protected override IReadOnlyList<string> Broken =>
    [
        """
        [ModeEvent("temperature")] public partial record [|Temperature|](double Celsius, string? Note, int Battery);
        [BulkLabel("vibration")] public partial class Vibration;
        [ModeData("settings")] public partial record [|Settings|](double Target);
        """,
        """[BulkLabel("vibration")] public partial class [|Vibration|] : IBulkData<List<int>>;""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        Recorded,
        """[ModeEvent("temperature")] public partial record Warmth(double Celsius, string? Note);""",
        """[ModeEvent("temperature")] public partial record Temperature(string? Note, double Celsius);""",
        """public record Unannotated(double Celsius);""",
    ];
}
