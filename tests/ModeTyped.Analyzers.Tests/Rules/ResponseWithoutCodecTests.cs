using ModeTyped.Analyzers.Tests.Harness;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class ResponseWithoutCodecTests : RuleTests
{
    private const string Types = """

        public record Query(int Hours);
        public record Answer(double Celsius);
        """;

    public override string Id => "MODE0013";

    protected override IReadOnlyList<string> Broken { get; } =
    [
        """[BulkLabel("l")] public partial class [|L|] : IBulkExchange<System.Collections.Generic.List<Query>, Answer>;""" + Types,
        """[BulkLabel("l")] public partial class [|L|] : IBulkExchange<Query, int>;""" + Types,
        """[BulkLabel("l")] public partial class [|L|] : IBulkExchange<Query, System.DayOfWeek>;""" + Types,
        """[BulkLabel("l")] public partial class [|L|] : IBulkExchange<System.IO.Stream, Answer>;""" + Types,
        """[BulkLabel("l")] public partial class [|L|] : IBulkExchange<L.Inner, Answer> { private record Inner; }""" + Types,
        """[BulkLabel("l")] public partial struct [|L|] : IBulkData<System.IO.Stream>;""",
        """[BulkLabel("l")] public partial struct [|L|] : IBulkData<int>;""",
        """
        [BulkLabel("l")] public partial class [|L|] : IBulkEncoder<L.Inner>
        {
            static void IBulkEncoder<Inner>.Encode(Inner payload, System.Buffers.IBufferWriter<byte> output) { }
            private record Inner;
        }
        """,
    ];

    protected override IReadOnlyList<string> Kept { get; } =
    [
        """[BulkLabel("l")] public partial class L : IBulkExchange<Query, Answer>;""" + Types,
        """[BulkLabel("l")] public partial class L : IBulkExchange<Query, System.Collections.Generic.Dictionary<string, Answer>>;""" + Types,
        """[BulkLabel("l")] public partial class L : IBulkExchange<L.Inner, Answer> { internal record Inner; }""" + Types,
        """[BulkLabel("l")] public partial class L : IBulkData<System.Collections.Generic.List<Answer>>;""" + Types,
        """[BulkLabel("l")] public partial class L : IBulkEncoder<int> { public static void Encode(int payload, System.Buffers.IBufferWriter<byte> output) { } }""",
    ];

    // Nothing is generated, so what the type declares is not implemented.
    protected override IReadOnlyList<string> CompilerErrors => ["CS0535"];

    [Fact]
    public async Task Tells_what_is_wrong_and_what_to_do() =>
        Assert.Equal(
            "'List<Query>' cannot be the request of 'L': its JSON is not an object; put the value into a member of a record",
            Assert.Single(await MessagesAsync(Broken[0].Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))));
}
