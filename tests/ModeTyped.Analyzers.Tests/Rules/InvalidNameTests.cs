using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class InvalidNameTests : RuleTests
{
    public override string Id => DiagnosticIds.InvalidName;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeEvent([|""|])] public partial record E(int X);""",
        """[ModeEvent([|null!|])] public partial record E(int X);""",
        """[ModeCommand([|" "|])] public partial record C(int X);""",
        """[ModeEvent([|"\ud800"|])] public partial record E(int X);""",
        """[BulkLabel([|"a/b"|])] public partial class L;""",
        """[BulkLabel([|"a+"|])] public partial class L;""",
        """[BulkLabel(label: [|"#"|])] public partial class L;""",
        """[BulkLabel([|"a\u0000"|])] public partial class L;""",
        """[BulkLabel([|"a\u007f"|])] public partial class L;""",
        """[BulkLabel([|"request"|])] public partial class L;""",
        """[BulkLabel([|"response"|])] public partial class L;""",
        $$"""[BulkLabel([|"{{new string('é', 32_743)}}"|])] public partial class L;""",
        """
        public partial class Thermostat
        {
            private const string Label = "a/b";
            [BulkLabel([|Label|])] public partial class L;
        }
        """,
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeEvent("a/b + #")] public partial record E(int X);""",
        """[ModeCommand("request")] public partial record C(int X);""",
        """[BulkLabel("Request")] public partial class L;""",
        """[BulkLabel("振動-1 \ud83d\ude00")] public partial class L;""",
        $$"""[BulkLabel("{{new string('é', 32_742)}}")] public partial class L;""",
    ];

    [Fact]
    public async Task The_message_says_what_is_wrong_with_the_name() =>
        Assert.Equal(
            "The bulk label 'a/b' contains '/', but it is one level of an MQTT topic; use the label as the Smart Module's configuration has it",
            Assert.Single(await MessagesAsync("""[BulkLabel("a/b")] public partial class L;""")));
}
