using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
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

    [Theory]
    [InlineData("int x = number.Result;", "int x = await number;")]
    [InlineData("string x = number.Result.ToString();", "string x = (await number).ToString();")]
    [InlineData("task.Wait(); // why", "await task; // why")]
    [InlineData("Task.WaitAll(task, number);", "await Task.WhenAll(task, number);")]
    [InlineData("/* why */ task.GetAwaiter().GetResult();", "/* why */ await task;")]
    [InlineData("Thread.Sleep(100);", "await Task.Delay(100, ct);")]
    [InlineData("Thread.Sleep(TimeSpan.FromSeconds(1));", "await Task.Delay(TimeSpan.FromSeconds(1), ct);")]
    public async Task The_fix_awaits_instead(string blocking, string expected) =>
        Assert.Equal(InHandler("async ", expected), await CodeFixRun.ApplyAsync(new AwaitInsteadCodeFix(), InHandler("async ", blocking)));

    [Fact]
    public async Task The_fix_gives_no_token_that_has_no_name()
    {
        string source = InHandler("async ", "Thread.Sleep(100);").Replace("(command, ct)", "(_, _)", StringComparison.Ordinal);
        Assert.Contains("await Task.Delay(100);", await CodeFixRun.ApplyAsync(new AwaitInsteadCodeFix(), source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_waits_are_mended_at_once() =>
        Assert.Equal(
            InHandler("async ", "await task;\n    await Task.Delay(1, ct);\n    _ = await number;"),
            await CodeFixRun.ApplyAllAsync(new AwaitInsteadCodeFix(), InHandler("async ", "task.Wait();\n    Thread.Sleep(1);\n    _ = number.Result;")));

    [Theory]
    [InlineData("", "task.Wait();")]
    [InlineData("async ", "task.Wait(100);")]
    [InlineData("async ", "Task.WaitAny(task);")]
    [InlineData("async ", "lock (this) { task.Wait(); }")]
    public async Task No_fix_is_offered_where_awaiting_is_not_the_same(string async, string blocking) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new AwaitInsteadCodeFix(), InHandler(async, blocking)));

    private static string InHandler(string async, string statements) =>
        $$"""
class C { ModeCommands M(Task task, Task<int> number) => new() { Run = {{async}}(command, ct) =>
{
    {{statements}}
    {{(async.Length > 0 ? "await Task.Yield();" : "return default;")}}
} }; }
""" + Contract;
}
