namespace ModeTyped.Generator.Tests;

/// <summary>A contract that the generator completes in this very project.</summary>
internal static partial class LiveContract
{
    [ModeEvent("temperature")]
    internal sealed partial record Temperature(double Celsius, string Sensor);

    [ModeEvent("<\"é\">", QualityOfService = QualityOfService.AtMostOnce, MaxPerMinute = 60, LatestOnly = true)]
    internal readonly partial record struct Oddity(int Number);

    [ModeCommand("setTarget")]
    internal sealed partial record SetTarget(double Celsius);

    [ModeCommand("réglage")]
    internal partial struct Tune
    {
        public int Level { get; set; }
    }

    [BulkLabel("vibration", QualityOfService = QualityOfService.AtMostOnce)]
    internal sealed partial class Vibration;
}
