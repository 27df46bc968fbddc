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
            throw exception switch
            {
                MqttLinkException => exception,
                MqttProtocolException => ConnectErrors.NotMqtt(options, exception),
                _ when timeout.IsCancellationRequested => ConnectErrors.TimedOut(options, isOpen: channel is not null, exception),
                IOException or SocketException or WebSocketException or HttpRequestException =>
                    ConnectErrors.Unreachable(options, exception),
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
            await AwaitConnAckAsync(channel.Stream, input, options, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async ValueTask AwaitConnAckAsync(
        Stream stream, MqttInput input, MqttLinkOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            int read = await stream.ReadAsync(input.GetMemory(), CancellationToken.None).ConfigureAwait(false);
            if (read == 0)
            {
                // A stream that was disposed meanwhile may tell of an end instead of a failure.
                cancellationToken.ThrowIfCancellationRequested();
                throw ConnectErrors.Closed(options);
            }

            input.Advance(read);
            if (TryReadConnAck(input, options.MaxIncomingPacketSize) is not { } answer) continue;
            if (answer.ReturnCode != ConnectReturnCode.Accepted) throw ConnectErrors.Refused(options, answer.ReturnCode);
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
}
