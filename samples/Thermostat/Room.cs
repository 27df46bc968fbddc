namespace Thermostat;

/// <summary>A heated room, good enough to be measured.</summary>
internal sealed class Room(double celsius, double target)
{
    private double _celsius = celsius;

    public double Target { get; set; } = target;

    public double Measure()
    {
        _celsius += (Target - _celsius) / 4;
        return Math.Round(_celsius, 1);
    }
}
