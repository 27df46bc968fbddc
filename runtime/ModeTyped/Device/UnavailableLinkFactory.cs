using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>Stands where no MQTT transport is built in.</summary>
internal sealed class UnavailableLinkFactory : IMqttLinkFactory
{
    public ValueTask<IMqttLink> ConnectAsync(
        MqttLinkOptions options, IMqttReceiver receiver, CancellationToken cancellationToken = default) =>
        ValueTask.FromException<IMqttLink>(new MqttLinkException(
            MqttCloseReason.NetworkError, "This build has no MQTT transport."));
}
