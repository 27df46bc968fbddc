using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace ModeTyped.Mqtt;

/// <summary>Opens connections over TCP, TLS and WebSocket.</summary>
internal sealed class MqttLinkFactory : IMqttLinkFactory
{
    private const int ReceiveBufferSize = 16 * 1024;

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
            PipeReader input = PipeReader.Create(
                channel.Stream, new StreamPipeReaderOptions(bufferSize: ReceiveBufferSize, leaveOpen: true));
            await IntroduceAsync(channel.Stream, input, options, stop.Token).ConfigureAwait(false);
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
        Stream stream, PipeReader input, MqttLinkOptions options, CancellationToken cancellationToken)
    {
        var connect = new ArrayBufferWriter<byte>();
        MqttPacketWriter.WriteConnect(
            connect, options.UserName, options.Password, (ushort)options.KeepAlive.TotalSeconds);
        await stream.WriteAsync(connect.WrittenMemory, cancellationToken).ConfigureAwait(false);

        while (true)
        {
            ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryReadConnAck(result.Buffer, options, out ConnAckPacket answer, out SequencePosition consumed))
            {
                input.AdvanceTo(consumed);
                if (answer.ReturnCode != ConnectReturnCode.Accepted) throw Refused(answer.ReturnCode, options);
                return;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                throw new MqttLinkException(
                    MqttCloseReason.ByServer, $"{options.Host}:{options.Port} closed the connection before it answered CONNECT.");
            }
        }
    }

    private static bool TryReadConnAck(
        ReadOnlySequence<byte> buffer, MqttLinkOptions options, out ConnAckPacket answer, out SequencePosition consumed)
    {
        answer = default;
        bool isWhole = MqttPacket.TryRead(ref buffer, options.MaxIncomingPacketSize, out MqttPacket packet);
        consumed = buffer.Start;
        if (!isWhole) return false;
        if (packet.Type != MqttPacketType.ConnAck)
            throw new MqttProtocolException($"The first packet is {packet.Type} instead of CONNACK.");
        answer = ConnAckPacket.Read(packet);
        return true;
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
