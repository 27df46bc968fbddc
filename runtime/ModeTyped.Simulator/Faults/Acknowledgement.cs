namespace ModeTyped.Simulator;

/// <summary>How the PUBACK of one QoS 1 message is sent.</summary>
/// <param name="Copies">How many times; 0 loses it, 2 duplicates it.</param>
/// <param name="Delay">How late, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</param>
public readonly record struct Acknowledgement(int Copies, TimeSpan Delay = default)
{
    /// <summary>At once, once.</summary>
    public static Acknowledgement Prompt => new(1);

    /// <summary>Never, though the message is taken.</summary>
    public static Acknowledgement Lost => new(0);

    /// <summary>At once, twice.</summary>
    public static Acknowledgement Duplicate => new(2);

    /// <summary>Once, late.</summary>
    public static Acknowledgement After(TimeSpan delay) => new(1, delay);
}
