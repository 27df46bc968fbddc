using System.Buffers;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// A part of the device that receives: commands, the data proxy, bulk answers. It sends through the <see cref="Outbox"/>.
/// </summary>
internal interface IDeviceFeature
{
    /// <summary>The topics that it needs, read at each connection; the device is ready once all are granted.</summary>
    IReadOnlyList<MqttTopic> Topics { get; }

    /// <summary>
    /// Takes a message where its topic is the feature's. Runs on the reading loop, possibly before <see cref="OnReady"/>:
    /// it must copy what it keeps, and must neither block nor run user code.
    /// </summary>
    bool TryReceive(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload);

    /// <summary>The device is about to be ready; sends go out.</summary>
    /// <param name="link">The connection, for topics that are needed only later.</param>
    void OnReady(IMqttLink link);

    /// <summary>The connection is gone, whether or not the device was ready over it.</summary>
    void OnClosed();

    /// <summary>The device stops for good: ends the feature's own work, within the token's time.</summary>
    /// <param name="giveUp">Cancelled when the time is over.</param>
    Task StopAsync(CancellationToken giveUp);
}
