namespace ModeTyped.Generator.Contract;

/// <summary>Who writes a payload and who reads it.</summary>
internal enum JsonDirection
{
    /// <summary>The device writes it and the cloud reads it.</summary>
    Sent,

    /// <summary>The cloud writes it and the device reads it.</summary>
    Received,

    /// <summary>Both write and read it: a value of the Device Data Proxy.</summary>
    Shared,
}
