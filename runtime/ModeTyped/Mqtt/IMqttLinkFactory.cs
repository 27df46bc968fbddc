namespace ModeTyped.Mqtt;

/// <summary>Opens MQTT connections.</summary>
internal interface IMqttLinkFactory
{
    /// <summary>Opens the transport, sends CONNECT and waits for CONNACK.</summary>
    /// <param name="options">Where to connect and as whom.</param>
    /// <param name="receiver">Takes every received PUBLISH from CONNACK on.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="MqttLinkException">The attempt failed; the reason tells why.</exception>
    ValueTask<IMqttLink> ConnectAsync(
        MqttLinkOptions options, IMqttReceiver receiver, CancellationToken cancellationToken = default);
}
