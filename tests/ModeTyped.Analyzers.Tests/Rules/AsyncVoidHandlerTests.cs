using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class AsyncVoidHandlerTests : RuleTests
{
    private const string Contract = """


        [ModeCommand("run")] public partial record Run(int X);
        """;

    public override string Id => DiagnosticIds.AsyncVoidHandler;

    protected override IReadOnlyList<string> Broken =>
    [
        """class C { ModeCommands M() => new() { Run = (command, ct) => { [|WorkAsync()|]; return default; } }; async void WorkAsync() => await Task.Yield(); }""" + Contract,
        """class C { ModeCommands M() => new() { Run = (_, _) => default, OnCommandError = [|async error => await Task.Yield()|] }; }""" + Contract,
        """class C { ModeCommands M() => new() { Run = (_, _) => default, OnCommandError = [|Log|] }; async void Log(CommandError error) => await Task.Yield(); }""" + Contract,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """class C { ModeCommands M() => new() { Run = async (command, ct) => await WorkAsync() }; async Task WorkAsync() => await Task.Yield(); }""" + Contract,
        """class C { ModeCommands M() => new() { Run = (_, _) => default, OnCommandError = error => Console.WriteLine(error) }; }""" + Contract,
        """class C { event Action? Clicked; void M() => Clicked += async () => await Task.Yield(); }""",
    ];
}
