using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;

namespace ModeTyped.Analyzers.Tests.Rules;

/// <summary>A missing command handler is the compiler's own error, CS9035; ours is the fix.</summary>
public sealed class MissingHandlerTests
{
    private const string Contract = """


        [ModeCommand("setTarget")] public partial record SetTarget(double Celsius);
        [ModeCommand("event")] public partial record @event(int X);
        """;

    private const string Target = "SetTarget = (command, cancellationToken) => throw new NotImplementedException()";
    private const string Event = "@event = (command, cancellationToken) => throw new NotImplementedException()";

    [Fact]
    public void A_missing_handler_does_not_compile() =>
        Assert.Equal(
            ["CS9035", "CS9035"],
            ContractProject.Compile("class C { ModeCommands M() => new(); }" + Contract).Errors.Select(error => error.Id));

    [Theory]
    [InlineData("new ModeCommands()")]
    [InlineData("new ModeCommands { }")]
    [InlineData("new()")]
    [InlineData("new() { " + Target + " }")]
    [InlineData("new() { OnUnknownCommand = null, " + Event + ", }")]
    public async Task The_fix_adds_the_missing_handlers(string creation)
    {
        string changed = await CodeFixRun.ApplyAsync(new AddMissingHandlersCodeFix(), $"class C {{ ModeCommands M() => {creation}; }}" + Contract);
        Assert.True(changed.Contains(Target, StringComparison.Ordinal) && changed.Contains(Event, StringComparison.Ordinal), changed);
        Assert.Empty(ContractProject.Compile(changed).Errors);
    }

    [Fact]
    public async Task The_fix_leaves_the_required_members_of_other_types_alone() =>
        Assert.Empty(await CodeFixRun.TitlesAsync(
            new AddMissingHandlersCodeFix(), "class C { object M() => new D(); } class D { public required int X { get; set; } }"));
}
