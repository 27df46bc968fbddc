using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class SendNotAwaitedTests : RuleTests
{
    private const string Contract = """


        [ModeEvent("e")] public partial record E(int X);
        [BulkLabel("l")] public partial class L;
        """;

    public override string Id => DiagnosticIds.SendNotAwaited;

    protected override IReadOnlyList<string> Broken =>
    [
        """class C { void M(ModeDevice device) { [|device.PublishAsync(new E(1))|]; } }""" + Contract,
        """class C { async Task M(ModeDevice device) { [|device.EnqueueAsync(new E(1))|]; await Task.Yield(); } }""" + Contract,
        """class C { void M(ModeDevice device) { [|L.SendAsync(device, new byte[1])|]; } }""" + Contract,
        """class C { void M(ModeDevice device) { [|device.PublishAsync(new E(1)).ConfigureAwait(false)|]; } }"""
            .Replace(".ConfigureAwait(false)|]", "|].ConfigureAwait(false)", StringComparison.Ordinal) + Contract,
        """class C { void M(IModeEvents events) { [|events.PublishAsync(new E(1))|]; } }""" + Contract,
        """class C { void M(ModeDevice device) { [|device.Data.DeleteAsync("key")|]; [|device.StopAsync()|]; } }""",
        """class C { void M(ModeDevice? device) { device?[|.PublishAsync(new E(1))|]; } }""" + Contract,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """class C { async Task M(ModeDevice device) { await device.PublishAsync(new E(1)); await device.PublishAsync(new E(1)).ConfigureAwait(false); } }""" + Contract,
        """class C { async Task M(ModeDevice device) { ValueTask<SendFate> fate = device.PublishAsync(new E(1)); await fate; } }""" + Contract,
        """class C { void M(ModeDevice device) { _ = device.PublishAsync(new E(1)); } }""" + Contract,
        """class C { ValueTask<SendFate> M(ModeDevice device) => device.PublishAsync(new E(1)); }""" + Contract,
        """class C { void M() { PublishAsync(); } Task PublishAsync() => Task.CompletedTask; }""",
    ];

    [Theory]
    [InlineData("await device.PublishAsync(new E(1));")]
    [InlineData("// why\n    await device.PublishAsync(new E(1)) /* then */ ; // after")]
    [InlineData("await device.PublishAsync(new E(1)).ConfigureAwait(false);")]
    public async Task The_fix_awaits(string expected)
    {
        string before = "class C { async Task M(ModeDevice device)\n{\n    " + expected.Replace("await ", "", StringComparison.Ordinal) + "\n} }" + Contract;
        string after = "class C { async Task M(ModeDevice device)\n{\n    " + expected + "\n} }" + Contract;
        Assert.Equal(after, await CodeFixRun.ApplyAsync(new AddAwaitCodeFix(), before));
    }

    [Theory]
    [InlineData("class C { void M(ModeDevice device) { device.PublishAsync(new E(1)); } }")]
    [InlineData("class C { async Task M(ModeDevice? device) { await Task.Yield(); device?.PublishAsync(new E(1)); } }")]
    [InlineData("class C { async Task M(ModeDevice device) { await Task.Yield(); lock (this) { device.PublishAsync(new E(1)); } } }")]
    [InlineData("class C { async Task M(ModeDevice device) { await Task.Yield(); Action a = () => { device.PublishAsync(new E(1)); }; } }")]
    public async Task No_fix_is_offered_where_nothing_can_be_awaited(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new AddAwaitCodeFix(), source + Contract));

    [Fact]
    public async Task All_sends_are_awaited_at_once()
    {
        const string Before = "class C { async Task M(ModeDevice device) { device.PublishAsync(new E(1)); L.SendAsync(device, new byte[1]); } }";
        const string After = "class C { async Task M(ModeDevice device) { await device.PublishAsync(new E(1)); await L.SendAsync(device, new byte[1]); } }";
        Assert.Equal(After + Contract, await CodeFixRun.ApplyAllAsync(new AddAwaitCodeFix(), Before + Contract));
    }
}
