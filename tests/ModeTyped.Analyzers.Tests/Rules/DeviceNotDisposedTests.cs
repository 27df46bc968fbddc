using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class DeviceNotDisposedTests : RuleTests
{
    private const string Options = "new ModeDeviceOptions { DeviceId = 1, ApiKey = \"key\" }";

    public override string Id => DiagnosticIds.DeviceNotDisposed;

    protected override IReadOnlyList<string> Broken =>
    [
        $$"""class C { async Task M() { ModeDevice device = await [|ModeDevice.ConnectAsync({{Options}})|]; await device.WhenReadyAsync(); } }""",
        $$"""class C { async Task M() { var device = await [|ModeDevice.ConnectAsync({{Options}})|].ConfigureAwait(false); _ = device.Data; } }""",
        $$"""class C { void M() { ModeDevice device = [|ModeDevice.Start({{Options}})|]; } }""",
        $$"""class C { void M() { [|ModeDevice.Start({{Options}})|]; } }""",
        $$"""class C { async Task M() { await [|ModeDevice.ConnectAsync({{Options}})|]; } }""",
        $$"""class C { void M() { _ = [|ModeDevice.Start({{Options}})|]; } }""",
        $$"""class C { void M() { ModeDevice device; device = [|ModeDevice.Start({{Options}})|]; if (device is not null) { } } }""",
        $$"""ModeDevice device = [|ModeDevice.Start({{Options}})|]; await device.WhenReadyAsync();""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        $$"""class C { async Task M() { await using ModeDevice device = await ModeDevice.ConnectAsync({{Options}}); } }""",
        $$"""class C { async Task M() { await using (ModeDevice device = ModeDevice.Start({{Options}})) { } } }""",
        $$"""class C { async Task M() { ModeDevice device = ModeDevice.Start({{Options}}); try { } finally { await device.DisposeAsync(); } } }""",
        $$"""class C { async Task M() { ModeDevice device = ModeDevice.Start({{Options}}); await device.StopAsync(); } }""",
        $$"""class C { async Task M() { ModeDevice device = ModeDevice.Start({{Options}}); await using var _ = device; } }""",
        $$"""class C { ModeDevice M() => ModeDevice.Start({{Options}}); }""",
        $$"""class C { ModeDevice M() { ModeDevice device = ModeDevice.Start({{Options}}); return device; } }""",
        $$"""class C { private ModeDevice _device = ModeDevice.Start({{Options}}); }""",
        $$"""class C { ModeDevice? _device; void M() { _device = ModeDevice.Start({{Options}}); } }""",
        $$"""class C { void M() { ModeDevice device = ModeDevice.Start({{Options}}); Take(device); } void Take(ModeDevice device) { } }""",
        $$"""class C { async Task M() { Task<ModeDevice> connecting = ModeDevice.ConnectAsync({{Options}}); await using ModeDevice device = await connecting; } }""",
        $$"""class C { async Task M(List<ModeDevice> all) { ModeDevice device = ModeDevice.Start({{Options}}); all.Add(device); await Task.Yield(); } }""",
    ];

    [Theory]
    [InlineData("ModeDevice device = await ModeDevice.ConnectAsync(" + Options + ");")]
    [InlineData("// the device\n    var device = ModeDevice.Start(" + Options + "); // for good")]
    public async Task The_fix_declares_it_with_await_using(string declaration)
    {
        string before = "class C { async Task M()\n{\n    await Task.Yield();\n    " + declaration + "\n} }";
        int at = declaration.IndexOf("device\n    ", StringComparison.Ordinal) is >= 0 and var comment ? comment + "device\n    ".Length : 0;
        string after = "class C { async Task M()\n{\n    await Task.Yield();\n    " + declaration.Insert(at, "await using ") + "\n} }";
        Assert.Equal(after, await CodeFixRun.ApplyAsync(new AwaitUsingCodeFix(), before));
    }

    [Theory]
    [InlineData("class C { void M() { ModeDevice device = ModeDevice.Start(" + Options + "); } }")]
    [InlineData("class C { async Task M() { await ModeDevice.ConnectAsync(" + Options + "); } }")]
    [InlineData("class C { async Task M() { await Task.Yield(); ModeDevice device; device = ModeDevice.Start(" + Options + "); } }")]
    public async Task No_fix_is_offered_where_that_is_not_the_answer(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new AwaitUsingCodeFix(), source));
}
