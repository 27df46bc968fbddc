using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>Why an attempt or a connection ended, as the device's users are told.</summary>
internal readonly record struct ConnectionFault(DeviceStateReason Reason, ModeException Exception)
{
    public static ConnectionFault From(MqttCloseReason reason, Exception? cause, ModeDeviceOptions options)
    {
        string where = string.Create(null, $"{options.Host}:{options.Port}");
        string detail = cause is null ? "" : " " + cause.Message;
        return reason switch
        {
            MqttCloseReason.CredentialsRefused => new(
                DeviceStateReason.CredentialsRefused,
                new ModeCredentialsException(
                    $"MODE refused the credentials of device {options.DeviceId}. Check the device id and the API key that " +
                    "MODE issued to it; the device has stopped.",
                    cause)),
            MqttCloseReason.ProtocolRefused => Fault(
                DeviceStateReason.ProtocolRefused,
                $"The server at {where} does not take MQTT 3.1.1 with an empty client id, so it is not MODE's. Check host and port.{detail}"),
            MqttCloseReason.ServerUnavailable => Fault(
                DeviceStateReason.ServerUnavailable, $"MODE at {where} says that it is unavailable. Try again later.{detail}"),
            MqttCloseReason.ProtocolError => Fault(
                DeviceStateReason.ProtocolError, $"What {where} sent is not MQTT 3.1.1. Check host, port and whether TLS is on.{detail}"),
            MqttCloseReason.TlsError => Fault(
                ReasonOf((cause as MqttLinkException)?.TlsFailure), $"The encrypted connection to {where} failed.{detail}"),
            MqttCloseReason.KeepAliveTimeout or MqttCloseReason.ResponseTimeout => Fault(
                DeviceStateReason.ServerSilent, $"MODE at {where} did not answer in time. Check the network.{detail}"),
            MqttCloseReason.ByServer or MqttCloseReason.ByClient => Fault(
                DeviceStateReason.ServerClosed, $"MODE at {where} closed the connection without saying why.{detail}"),
            _ => Fault(
                DeviceStateReason.NetworkError, $"MODE at {where} cannot be reached. Check the network, host and port.{detail}"),
        };

        ConnectionFault Fault(DeviceStateReason state, string message) => new(state, new ModeConnectException(message, cause));
    }

    public static ConnectionFault AfterBurst(int sent, int limit, Exception? cause) => new(
        DeviceStateReason.ServerClosedAfterBurst,
        new ModeConnectException(
            string.Create(null, $"MODE closed the connection after {sent} messages within a minute; its limit is {limit}. ") +
            $"Send less, or set {nameof(ModeDeviceOptions)}.{nameof(ModeDeviceOptions.SendsPerMinute)} to what the host allows.",
            cause));

    public static ConnectionFault RefusedTopic(MqttTopic topic) => new(
        DeviceStateReason.SubscriptionRefused,
        new ModeSubscriptionException(
            topic.Name,
            $"MODE refused the subscription to {topic.Name}. Check that the device id belongs to the API key."));

    private static DeviceStateReason ReasonOf(TlsFailure? failure) => failure switch
    {
        TlsFailure.UnknownRoot => DeviceStateReason.CertificateUntrusted,
        TlsFailure.WrongHost => DeviceStateReason.CertificateForOtherHost,
        TlsFailure.Expired => DeviceStateReason.CertificateExpired,
        TlsFailure.NotYetValid => DeviceStateReason.ClockNotSet,
        _ => DeviceStateReason.TlsError,
    };
}
