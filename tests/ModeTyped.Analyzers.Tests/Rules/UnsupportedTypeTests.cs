using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.CodeFixes;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class UnsupportedTypeTests : RuleTests
{
    public override string Id => DiagnosticIds.UnsupportedType;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("e")] public static partial class [|E|];""",
        """[BulkLabel("l")] public static partial class [|L|];""",
        """[ModeEvent("e")] public ref partial struct [|E|];""",
        """[ModeEvent("e")] public partial record [|E|]<T>(T Value);""",
        """public partial class Outer<T> { [ModeCommand("c")] public partial record [|C|](int X); }""",
        """[ModeEvent("e")] file partial record [|E|](int X);""",
        """public partial class Outer { [ModeEvent("e")] private partial record [|E|](int X); }""",
        """[ModeCommand("c")] public abstract partial record [|C|](int X);""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("e")] public partial record E(int X);""",
        """[ModeEvent("e")] internal sealed partial class E { public int X { get; set; } }""",
        """[ModeEvent("e")] public readonly partial record struct E(int X);""",
        """[ModeEvent("e")] public abstract partial record E(int X);""",
        """[ModeCommand("c"), System.Text.Json.Serialization.JsonDerivedType(typeof(D), "d")] public abstract partial record C; public record D : C;""",
        """public static partial class Outer { [ModeEvent("e")] internal partial record E(int X); }""",
    ];

    [Fact]
    public async Task The_message_says_why_and_what_to_do() =>
        Assert.Equal(
            "'L' cannot be a [BulkLabel] type, because it is static and so can be no type argument; remove 'static'",
            Assert.Single(await MessagesAsync("""[BulkLabel("l")] static partial class L;""")));

    [Theory]
    [InlineData("""[BulkLabel("l")] public static partial class L;""", """[BulkLabel("l")] public partial class L;""")]
    [InlineData("[BulkLabel(\"l\")]\n// why\nstatic partial class L;", "[BulkLabel(\"l\")]\n// why\npartial class L;")]
    [InlineData("""[ModeEvent("e")] readonly ref partial struct E;""", """[ModeEvent("e")] readonly partial struct E;""")]
    [InlineData("""[ModeCommand("c")] public abstract partial record C(int X);""", """[ModeCommand("c")] public partial record C(int X);""")]
    [InlineData("""[ModeEvent("e")] file partial record E(int X);""", """[ModeEvent("e")] partial record E(int X);""")]
    [InlineData(
        """public partial class O { [ModeEvent("e")] private partial record E(int X); }""",
        """public partial class O { [ModeEvent("e")] internal partial record E(int X); }""")]
    [InlineData(
        "public partial class O\n{\n    [ModeEvent(\"e\")]\n    abstract partial record E(int X);\n}",
        "public partial class O\n{\n    [ModeEvent(\"e\")]\n    internal abstract partial record E(int X);\n}")]
    [InlineData(
        "public partial class O\n{\n    /// <summary>E.</summary>\n    [ModeEvent(\"e\")]\n    /* why */ partial record E(int X);\n}",
        "public partial class O\n{\n    /// <summary>E.</summary>\n    [ModeEvent(\"e\")]\n    /* why */ internal partial record E(int X);\n}")]
    public async Task The_fix_changes_the_modifier(string source, string expected) =>
        Assert.Equal(expected, await CodeFixRun.ApplyAsync(new RemoveModifierCodeFix(), source));

    [Theory]
    [InlineData("""[ModeEvent("e")] public ref partial struct E { private Span<int> _x; }""")]
    [InlineData("""[ModeCommand("c")] public abstract partial record C { public abstract int X { get; set; } }""")]
    [InlineData("""[ModeEvent("e")] public partial record E<T>(T X);""")]
    [InlineData("""public partial class O { private partial class P { [ModeEvent("e")] public partial record E(int X); } }""")]
    public async Task No_fix_is_offered_where_the_type_would_not_compile(string source) =>
        Assert.Empty(await CodeFixRun.TitlesAsync(new RemoveModifierCodeFix(), source));

    [Fact]
    public async Task All_types_are_fixed_at_once() =>
        Assert.Equal(
            """[BulkLabel("a")] partial class A; [BulkLabel("b")] public partial class B;""",
            await CodeFixRun.ApplyAllAsync(
                new RemoveModifierCodeFix(), """[BulkLabel("a")] static partial class A; [BulkLabel("b")] public static partial class B;"""));
}
