using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace ModeTyped.Mqtt.Tests;

/// <summary>A server on a thread of its own that acknowledges whatever comes and allocates nothing while it does.</summary>
internal sealed class AcknowledgingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Thread _thread;
    private Socket? _socket;
    private long _publishes;
    private long _pings;

    public AcknowledgingServer()
    {
        _listener.Start();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public long Publishes => Interlocked.Read(ref _publishes);

    public long Pings => Interlocked.Read(ref _pings);

    public MqttLinkOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        UseTls = false,
        UserName = "1234",
        Password = "key",
    };

    /// <summary>Sends a packet again and again.</summary>
    public void Send(ReadOnlySpan<byte> packet, int count)
    {
        for (int i = 0; i < count; i++) _socket!.Send(packet);
    }

    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            using Socket socket = _listener.AcceptSocket();
            socket.NoDelay = true;
            _socket = socket;
            var received = new byte[256 * 1024];
            var replies = new ArrayBufferWriter<byte>(64 * 1024);
            int length = 0;
            while (true)
            {
                int read = socket.Receive(received, length, received.Length - length, SocketFlags.None);
                if (read == 0) return;
                length += read;
                var buffer = new ReadOnlySequence<byte>(received, 0, length);
                while (MqttPacket.TryRead(ref buffer, received.Length, out MqttPacket packet)) Answer(packet, replies);
                buffer.CopyTo(received);
                length = (int)buffer.Length;
                if (replies.WrittenCount > 0) socket.Send(replies.WrittenSpan);
                replies.ResetWrittenCount();
            }
        }
        catch (SocketException)
        {
            // The client is gone, or nobody came.
        }
    }

    private void Answer(in MqttPacket packet, ArrayBufferWriter<byte> replies)
    {
        switch (packet.Type)
        {
            case MqttPacketType.Connect:
                MqttPacketWriter.WriteConnAck(replies, ConnectReturnCode.Accepted);
                break;
            case MqttPacketType.Subscribe:
                SubscribePacket subscribe = SubscribePacket.Read(packet);
                int topics = 0;
                foreach (SubscribePacket.Subscription _ in subscribe) topics++;
                MqttPacketWriter.WriteSubAck(replies, subscribe.PacketId, new byte[topics]);
                break;
            case MqttPacketType.Unsubscribe:
                MqttPacketWriter.WriteUnsubAck(replies, UnsubscribePacket.Read(packet).PacketId);
                break;
            case MqttPacketType.Publish:
                PublishPacket publish = PublishPacket.Read(packet);
                if (publish.QualityOfService == 1) MqttPacketWriter.WritePubAck(replies, publish.PacketId);
                Interlocked.Increment(ref _publishes);
                break;
            case MqttPacketType.PingReq:
                MqttPacketWriter.WritePingResp(replies);
                Interlocked.Increment(ref _pings);
                break;
        }
    }
}
