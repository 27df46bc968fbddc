using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class ContractLockDamagedTests : LockFileRuleTests
{
    public override string Id => DiagnosticIds.ContractLockDamaged;

    protected override string Contract => """[BulkLabel("vibration")] public partial class Vibration;""";

    protected override IReadOnlyList<string> Broken =>
    [
        "{[||]",
        "{\"version\": 1, \"contracts\": {}} [||]x",
        "[||]{\"version\": 2, \"contracts\": {}}",
        "[||]{\"version\": 1}",
        "[||][]",
        "[||]{\"version\": 1, \"contracts\": {\"top-level\": 5}}",
        "{\n[||]<<<<<<< ours\n",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        "",
        " \n",
        """{"version": 1, "contracts": {}}""",
        """{"version": 1, "contracts": {"top-level": {"bulkLabels": {"noise": {"type": "Noise"}}}}}""",
    ];
}
