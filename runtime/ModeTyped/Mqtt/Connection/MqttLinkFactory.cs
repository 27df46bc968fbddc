using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace ModeTyped.Mqtt;

/// <summary>Opens connections over TCP, TLS and WebSocket.</summary>
internal sealed class MqttLinkFactory : IMqttLinkFactory
{
    public async ValueTask<IMqttLink> ConnectAsync(
        MqttLinkOptions options, IMqttReceiver receiver, CancellationToken cancellationToken = default)
    {
        options.Validate();
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        MqttChannel? channel = null;
        try
        {
            channel = await MqttChannel.OpenAsync(options, stop.Token).ConfigureAwait(false);
            var input = new MqttInput();
            await IntroduceAsync(channel, input, options, stop.Token).ConfigureAwait(false);
            return MqttLink.Start(channel, input, options, receiver);
        }
        catch (Exception exception)
        {
            channel?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            string peer = $"{options.Host}:{options.Port}";
            throw exception switch
            {
                MqttLinkException => exception,
                MqttProtocolException => new MqttLinkException(
                    MqttCloseReason.ProtocolError, $"{peer} does not speak MQTT 3.1.1: {exception.Message}", exception),
                _ when timeout.IsCancellationRequested => new MqttLinkException(
                    MqttCloseReason.ResponseTimeout,
                    $"{peer} did not {(channel is null ? "take the connection" : "answer CONNECT")} within {options.ConnectTimeout}.",
                    exception),
                IOException or SocketException or WebSocketException or HttpRequestException => new MqttLinkException(
                    MqttCloseReason.NetworkError, $"{peer} cannot be reached: {exception.Message}", exception),
                _ => exception,
            };
        }
    }

    private static async ValueTask IntroduceAsync(
        MqttChannel channel, MqttInput input, MqttLinkOptions options, CancellationToken cancellationToken)
    {
        var connect = new ArrayBufferWriter<byte>();
        MqttPacketWriter.WriteConnect(
            connect, options.UserName, options.Password, (ushort)options.KeepAlive.TotalSeconds);

        // A socket would keep the token, and all that it leads to, for as long as the connection lives.
        using (cancellationToken.UnsafeRegister(static channel => ((MqttChannel)channel!).Dispose(), channel))
        {
            await channel.Stream.WriteAsync(connect.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
            await AwaitConnAckAsync(channel.Stream, input, options).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async ValueTask AwaitConnAckAsync(Stream stream, MqttInput input, MqttLinkOptions options)
    {
        while (true)
        {
            int read = await stream.ReadAsync(input.GetMemory()).ConfigureAwait(false);
            if (read == 0)
            {
                throw new MqttLinkException(
                    MqttCloseReason.ByServer, $"{options.Host}:{options.Port} closed the connection before it answered CONNECT.");
            }

            input.Advance(read);
            if (TryReadConnAck(input, options.MaxIncomingPacketSize) is not { } answer) continue;
            if (answer.ReturnCode != ConnectReturnCode.Accepted) throw Refused(answer.ReturnCode, options);
            return;
        }
    }

    private static ConnAckPacket? TryReadConnAck(MqttInput input, int maxPacketSize)
    {
        ReadOnlySequence<byte> unread = input.Unread;
        if (!MqttPacket.TryRead(ref unread, maxPacketSize, out MqttPacket packet)) return null;
        if (packet.Type != MqttPacketType.ConnAck)
            throw new MqttProtocolException($"The first packet is {packet.Type} instead of CONNACK.");
        ConnAckPacket answer = ConnAckPacket.Read(packet);
        input.Keep(unread);
        return answer;
    }

    private static MqttLinkException Refused(ConnectReturnCode code, MqttLinkOptions options) => code switch
    {
        ConnectReturnCode.BadUserNameOrPassword or ConnectReturnCode.NotAuthorized => new MqttLinkException(
            MqttCloseReason.CredentialsRefused,
            $"{options.Host} refused the credentials of user '{options.UserName}' (CONNACK {(byte)code})."),
        ConnectReturnCode.ServerUnavailable => new MqttLinkException(
            MqttCloseReason.ServerUnavailable, $"{options.Host} says that MQTT is unavailable (CONNACK 3)."),
        _ => new MqttLinkException(
            MqttCloseReason.ProtocolRefused,
            $"{options.Host} takes no MQTT 3.1.1 connection with an empty client id (CONNACK {(byte)code})."),
    };
}
