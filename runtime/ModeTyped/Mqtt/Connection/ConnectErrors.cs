namespace ModeTyped.Mqtt;

/// <summary>Why a connection could not be made, in words, for every link alike.</summary>
internal static class ConnectErrors
{
    public static MqttLinkException NotMqtt(MqttLinkOptions options, Exception cause) => new(
        MqttCloseReason.ProtocolError, $"{Peer(options)} does not speak MQTT 3.1.1: {cause.Message}", cause);

    /// <param name="options">The options of the attempt.</param>
    /// <param name="isOpen">Whether the transport was open, so that CONNACK is what did not come.</param>
    /// <param name="cause">The cause.</param>
    public static MqttLinkException TimedOut(MqttLinkOptions options, bool isOpen, Exception cause) => new(
        MqttCloseReason.ResponseTimeout,
        $"{Peer(options)} did not {(isOpen ? "answer CONNECT" : "take the connection")} within {options.ConnectTimeout}.",
        cause);

    public static MqttLinkException Unreachable(MqttLinkOptions options, Exception cause) => new(
        MqttCloseReason.NetworkError, $"{Peer(options)} cannot be reached: {cause.Message}", cause);

    public static MqttLinkException Closed(MqttLinkOptions options) => new(
        MqttCloseReason.ByServer, $"{Peer(options)} closed the connection before it answered CONNECT.");

    public static MqttLinkException Refused(MqttLinkOptions options, ConnectReturnCode code) => code switch
    {
        ConnectReturnCode.BadUserNameOrPassword or ConnectReturnCode.NotAuthorized => new(
            MqttCloseReason.CredentialsRefused,
            $"{options.Host} refused the credentials of user '{options.UserName}' (CONNACK {(byte)code})."),
        ConnectReturnCode.ServerUnavailable => new(
            MqttCloseReason.ServerUnavailable, $"{options.Host} says that MQTT is unavailable (CONNACK 3)."),
        _ => new(
            MqttCloseReason.ProtocolRefused,
            $"{options.Host} takes no MQTT 3.1.1 connection with an empty client id (CONNACK {(byte)code})."),
    };

    private static string Peer(MqttLinkOptions options) => $"{options.Host}:{options.Port}";
}
