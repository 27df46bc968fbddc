using ModeTyped.Analyzers.Tests.Harness;
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
}
