using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// A device's features, told of its connections. A feature may join at any time, so that one that is never used costs
/// nothing. Safe from any thread.
/// </summary>
internal sealed class DeviceFeatures(ILogger logger) : IMqttReceiver
{
    private readonly object _gate = new();
    private volatile IDeviceFeature[] _features = [];
    private IMqttLink? _link;
    private bool _stopped;

    /// <summary>The topics of all features.</summary>
    public IReadOnlyList<MqttTopic> Topics => [.. _features.SelectMany(feature => feature.Topics)];

    /// <summary>Adds a feature; on a stopped device it is stopped at once.</summary>
    public T Add<T>(T feature)
        where T : IDeviceFeature
    {
        lock (_gate)
        {
            _features = [.. _features, feature];
            if (_link is { } link) feature.OnReady(link);
            if (_stopped) _ = feature.StopAsync(CancellationToken.None);
        }

        return feature;
    }

    public void OnPublish(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
    {
        foreach (IDeviceFeature feature in _features)
        {
            if (feature.TryReceive(topic, payload)) return;
        }

        if (logger.IsEnabled(LogLevel.Debug)) DeviceLog.NoReceiver(logger, Encoding.UTF8.GetString(topic));
    }

    public void OnReady(IMqttLink link)
    {
        lock (_gate)
        {
            _link = link;
            foreach (IDeviceFeature feature in _features) feature.OnReady(link);
        }
    }

    public void OnClosed()
    {
        lock (_gate)
        {
            _link = null;
            foreach (IDeviceFeature feature in _features) feature.OnClosed();
        }
    }

    /// <summary>Stops all features, one after another.</summary>
    /// <param name="giveUp">Cancelled when the time is over.</param>
    public async Task StopAsync(CancellationToken giveUp)
    {
        lock (_gate) _stopped = true;
        foreach (IDeviceFeature feature in _features) await feature.StopAsync(giveUp).ConfigureAwait(false);
    }
}
