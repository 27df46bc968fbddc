using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class PayloadNotObjectTests : RuleTests
{
    public override string Id => DiagnosticIds.PayloadNotObject;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent("e")] public partial class [|E|] : List<int>;""",
        """[ModeCommand("c")] public partial class [|C|] : Dictionary<string, int>;""",
        """
        [ModeEvent("e")] public partial record [|E|](int X) : IEnumerable<int>
        {
            public IEnumerator<int> GetEnumerator() { yield return X; }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("e")] public partial record E(List<int> X);""",
        """[BulkLabel("l")] public partial class L : List<int>;""",
        """public class Numbers : List<int>;""",
    ];

    [Fact]
    public async Task The_message_says_what_to_do() =>
        Assert.Equal(
            "'E' cannot be a [ModeEvent] type, because it is enumerable and so its JSON would be the elements instead of the members; "
            + "put the collection into a member of a record",
            Assert.Single(await MessagesAsync("""[ModeEvent("e")] public partial class E : List<int>;""")));
}
