using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class BlockingHandlerTests : RuleTests
{
    private const string Contract = """


        [ModeCommand("run")] public partial record Run(int X);
        [ModeEvent("e")] public partial record E(int X);
        """;

    public override string Id => DiagnosticIds.BlockingHandler;

    protected override IReadOnlyList<string> Broken =>
    [
        """class C { ModeCommands M(Task<int> t) => new() { Run = (command, ct) => { _ = [|t.Result|]; return default; } }; }""" + Contract,
        """class C { ModeCommands M(Task t) => new() { Run = async (command, ct) => { [|t.Wait()|]; [|Task.WaitAll(t)|]; await t; } }; }""" + Contract,
        """class C { ModeCommands M(Task t) => new() { Run = async (command, ct) => { [|Thread.Sleep(100)|]; [|t.GetAwaiter().GetResult()|]; await t; } }; }""" + Contract,
        """class C { ModeCommands M(ModeDevice device) => new() { Run = async (command, ct) => { _ = [|device.PublishAsync(new E(1)).Result|]; await Task.Yield(); } }; }""" + Contract,
        """class C { ModeCommands M() => new() { Run = RunAsync }; ValueTask RunAsync(Run command, CancellationToken ct) { [|Thread.Sleep(1)|]; return default; } }""" + Contract,
        """class C { ModeCommands M() { return new() { Run = RunAsync }; static ValueTask RunAsync(Run command, CancellationToken ct) { [|Thread.Sleep(1)|]; return default; } } }""" + Contract,
        """class C { ModeCommands M() => new() { Run = (_, _) => default, OnUnknownCommand = (command, ct) => { [|Thread.Sleep(1)|]; return default; } }; }""" + Contract,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """class C { ModeCommands M(Task<int> t) => new() { Run = async (command, ct) => { _ = await t; await Task.Delay(100, ct); } }; }""" + Contract,
        """class C { int M(Task<int> t) { Thread.Sleep(1); return t.Result; } }""",
        """class C { ModeCommands M(Task t) => new() { Run = (command, ct) => { _ = Task.Run(() => t.Wait()); return default; } }; }""" + Contract,
        """class C { record Answer(int Result); ModeCommands M(Answer a) => new() { Run = (command, ct) => { _ = a.Result; return default; } }; }""" + Contract,
    ];
}
