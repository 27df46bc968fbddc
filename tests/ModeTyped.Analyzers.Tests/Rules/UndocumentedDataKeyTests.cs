using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class UndocumentedDataKeyTests : RuleTests
{
    public override string Id => DiagnosticIds.UndocumentedDataKey;

    protected override IReadOnlyList<string> Broken =>
    [
        """[ModeData([|"target temperature"|])] public partial record D(int X);""",
        """[ModeData([|"_settings"|])] public partial record D(int X);""",
        """[ModeData([|"settings-"|])] public partial record D(int X);""",
        """[ModeData([|"sensor:1"|])] public partial record D(int X);""",
        """[ModeData([|"sensor:*"|])] public partial record D(int X);""",
        """[ModeData([|"温度"|])] public partial record D(int X);""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        """[ModeData("settings")] public partial record D(int X);""",
        """[ModeData("sensor-*")] public partial record D(int X);""",
        """[ModeData("a")] public partial record D(int X);""",
        """[ModeData("Sensor_1-b2")] public partial record D(int X);""",
        """[ModeEvent("target temperature")] public partial record E(int X);""",
    ];

    [Fact]
    public async Task The_message_lists_the_documented_characters() =>
        Assert.Equal(
            "The data key 'a b' has characters that MODE does not document; "
            + "use letters, digits, '_' and '-', with a letter or digit first and last",
            Assert.Single(await MessagesAsync("""[ModeData("a b")] public partial record D(int X);""")));
}
