using System.Net;
using ModeTyped.Mqtt;
using MQTTnet.Channel;

namespace ModeTyped.MqttNet;

/// <summary>Opens one connection for MQTTnet as the device's options say: TCP or WebSocket, with TLS or without.</summary>
internal sealed class MqttNetStreamProvider(MqttLinkOptions options) : IMqttClientStreamProvider
{
    /// <summary>The connection; null until it is open, and where MQTTnet was set to open one of its own.</summary>
    public MqttNetStream? Stream { get; private set; }

    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken) =>
        Stream = new MqttNetStream(await MqttChannel.OpenAsync(options, cancellationToken).ConfigureAwait(false));
}
