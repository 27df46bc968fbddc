namespace VibrationMonitor;

/// <summary>A machine that shakes at the frequency of its shaft and, more and more, at that of a worn bearing.</summary>
internal sealed class Machine
{
    public const int SamplesPerSecond = 2048;
    private const double Shaft = 50;
    private const double Bearing = 317;

    private double _wear = 0.2;

    /// <summary>Measures for a second.</summary>
    public short[] Measure()
    {
        var samples = new short[SamplesPerSecond];
        for (int i = 0; i < samples.Length; i++)
        {
            double turn = 2 * Math.PI * i / SamplesPerSecond;
            samples[i] = (short)((8000 * Math.Sin(Shaft * turn)) + (8000 * _wear * Math.Sin(Bearing * turn)));
        }

        _wear += 0.4;
        return samples;
    }

    /// <summary>The level at each of the frequencies that matter.</summary>
    public static Peak[] Analyze(short[] samples) => [new(Shaft, Level(samples, Shaft)), new(Bearing, Level(samples, Bearing))];

    private static double Level(short[] samples, double hertz)
    {
        double re = 0, im = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double turn = 2 * Math.PI * hertz * i / SamplesPerSecond;
            re += samples[i] * Math.Cos(turn);
            im += samples[i] * Math.Sin(turn);
        }

        return Math.Round(2 * Math.Sqrt((re * re) + (im * im)) / samples.Length);
    }
}
