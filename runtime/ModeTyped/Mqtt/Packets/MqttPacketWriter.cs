using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModeTyped.Mqtt;

/// <summary>Encodes MQTT 3.1.1 packets, those of a client and those of a server.</summary>
internal static class MqttPacketWriter
{
    /// <summary>CONNECT as MODE wants it: empty client id, clean session, user name, no will.</summary>
    /// <param name="output">Takes the packet.</param>
    /// <param name="userName">At most 65,535 bytes in UTF-8.</param>
    /// <param name="password">At most 65,535 bytes in UTF-8; null for none.</param>
    /// <param name="keepAlive">Seconds.</param>
    public static void WriteConnect(IBufferWriter<byte> output, string userName, string? password, ushort keepAlive)
    {
        const byte UserNameAndCleanSession = 0x82;
        const byte PasswordFlag = 0x40;
        ReadOnlySpan<byte> protocol = [0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', ConnectPacket.Level311];

        int length = protocol.Length + 1 + 2 + 2 + TextSize(userName) + (password is null ? 0 : TextSize(password));
        Span<byte> rest = Start(output, MqttPacketType.Connect, 0, length, out int size);
        protocol.CopyTo(rest);
        rest = rest[protocol.Length..];
        rest[0] = (byte)(UserNameAndCleanSession | (password is null ? 0 : PasswordFlag));
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], keepAlive);
        BinaryPrimitives.WriteUInt16BigEndian(rest[3..], 0);
        rest = WriteText(rest[5..], userName);
        if (password is not null) WriteText(rest, password);
        output.Advance(size);
    }

    public static void WriteConnAck(IBufferWriter<byte> output, ConnectReturnCode returnCode, bool sessionPresent = false)
    {
        Span<byte> body = Start(output, MqttPacketType.ConnAck, 0, 2, out int size);
        body[0] = sessionPresent ? (byte)1 : (byte)0;
        body[1] = (byte)returnCode;
        output.Advance(size);
    }

    /// <summary>PUBLISH, whole.</summary>
    public static void WritePublish(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> topic,
        ReadOnlySpan<byte> payload,
        QualityOfService qualityOfService = QualityOfService.AtMostOnce,
        ushort packetId = 0,
        bool duplicate = false)
    {
        WritePublishHeader(output, topic, payload.Length, qualityOfService, packetId, duplicate);
        output.Write(payload);
    }

    /// <summary>PUBLISH up to its payload, which the caller sends right after.</summary>
    /// <param name="output">Takes the header.</param>
    /// <param name="topic">The topic name in UTF-8, 1 to 65,535 bytes.</param>
    /// <param name="payloadLength">Bytes; see <see cref="MaxPayloadLength"/>.</param>
    /// <param name="qualityOfService">QoS 0 or 1.</param>
    /// <param name="packetId">1 to 65,535 at QoS 1; ignored at QoS 0.</param>
    /// <param name="duplicate">Whether the packet was sent before on this connection; QoS 1 only.</param>
    public static void WritePublishHeader(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> topic,
        int payloadLength,
        QualityOfService qualityOfService,
        ushort packetId,
        bool duplicate = false)
    {
        bool hasId = qualityOfService != QualityOfService.AtMostOnce;
        int headerLength = 2 + topic.Length + (hasId ? 2 : 0);
        byte flags = PublishPacket.Flags((byte)qualityOfService, duplicate);
        Span<byte> rest = Start(
            output, MqttPacketType.Publish, flags, headerLength, headerLength + payloadLength, out int size);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)topic.Length);
        topic.CopyTo(rest[2..]);
        if (hasId) BinaryPrimitives.WriteUInt16BigEndian(rest[(2 + topic.Length)..], packetId);
        output.Advance(size);
    }

    /// <summary>The size of what <see cref="WritePublishHeader"/> writes, in bytes.</summary>
    public static int PublishHeaderSize(int topicLength, int payloadLength, QualityOfService qualityOfService)
    {
        int headerLength = 2 + topicLength + (qualityOfService == QualityOfService.AtMostOnce ? 0 : 2);
        return HeaderSize(headerLength + payloadLength) + headerLength;
    }

    /// <summary>The size of a SUBSCRIBE (one byte more for each topic) or UNSUBSCRIBE packet, in bytes.</summary>
    public static int TopicsSize(IReadOnlyList<MqttTopic> topics, int bytesAfterEach)
    {
        int length = TopicsLength(topics, bytesAfterEach);
        return HeaderSize(length) + length;
    }

    /// <summary>The largest payload that a PUBLISH on this topic can carry, in bytes.</summary>
    public static int MaxPayloadLength(ReadOnlySpan<byte> topic) =>
        MqttPacket.MaxRemainingLength - 2 - topic.Length - 2;

    public static void WritePubAck(IBufferWriter<byte> output, ushort packetId) =>
        WriteAcknowledge(output, MqttPacketType.PubAck, packetId);

    /// <summary>SUBSCRIBE at QoS 0, the only one that MODE grants.</summary>
    public static void WriteSubscribe(IBufferWriter<byte> output, ushort packetId, IReadOnlyList<MqttTopic> topics)
    {
        Span<byte> rest = StartTopics(output, MqttPacketType.Subscribe, packetId, topics, 1, out int size);
        foreach (MqttTopic topic in topics)
        {
            rest = WriteText(rest, topic.Utf8.Span);
            rest[0] = (byte)QualityOfService.AtMostOnce;
            rest = rest[1..];
        }

        output.Advance(size);
    }

    /// <param name="output">Takes the packet.</param>
    /// <param name="packetId">That of the SUBSCRIBE packet.</param>
    /// <param name="returnCodes">For each filter the granted QoS or <see cref="SubAckPacket.Failure"/>.</param>
    public static void WriteSubAck(IBufferWriter<byte> output, ushort packetId, ReadOnlySpan<byte> returnCodes)
    {
        Span<byte> body = Start(output, MqttPacketType.SubAck, 0, 2 + returnCodes.Length, out int size);
        BinaryPrimitives.WriteUInt16BigEndian(body, packetId);
        returnCodes.CopyTo(body[2..]);
        output.Advance(size);
    }

    public static void WriteUnsubscribe(IBufferWriter<byte> output, ushort packetId, IReadOnlyList<MqttTopic> topics)
    {
        Span<byte> rest = StartTopics(output, MqttPacketType.Unsubscribe, packetId, topics, 0, out int size);
        foreach (MqttTopic topic in topics) rest = WriteText(rest, topic.Utf8.Span);
        output.Advance(size);
    }

    public static void WriteUnsubAck(IBufferWriter<byte> output, ushort packetId) =>
        WriteAcknowledge(output, MqttPacketType.UnsubAck, packetId);

    public static void WritePingReq(IBufferWriter<byte> output) => WriteEmpty(output, MqttPacketType.PingReq);

    public static void WritePingResp(IBufferWriter<byte> output) => WriteEmpty(output, MqttPacketType.PingResp);

    public static void WriteDisconnect(IBufferWriter<byte> output) => WriteEmpty(output, MqttPacketType.Disconnect);

    private static void WriteEmpty(IBufferWriter<byte> output, MqttPacketType type)
    {
        Start(output, type, 0, 0, out int size);
        output.Advance(size);
    }

    private static void WriteAcknowledge(IBufferWriter<byte> output, MqttPacketType type, ushort packetId)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Start(output, type, 0, 2, out int size), packetId);
        output.Advance(size);
    }

    private static Span<byte> StartTopics(
        IBufferWriter<byte> output,
        MqttPacketType type,
        ushort packetId,
        IReadOnlyList<MqttTopic> topics,
        int bytesAfterEach,
        out int size)
    {
        Span<byte> body = Start(output, type, 0b0010, TopicsLength(topics, bytesAfterEach), out size);
        BinaryPrimitives.WriteUInt16BigEndian(body, packetId);
        return body[2..];
    }

    private static int TopicsLength(IReadOnlyList<MqttTopic> topics, int bytesAfterEach)
    {
        int length = 2;
        foreach (MqttTopic topic in topics) length += 2 + topic.Utf8.Length + bytesAfterEach;
        return length;
    }

    private static int HeaderSize(int remainingLength) => 1 + remainingLength switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };

    private static Span<byte> Start(IBufferWriter<byte> output, MqttPacketType type, byte flags, int length, out int size) =>
        Start(output, type, flags, length, length, out size);

    /// <summary>Writes the fixed header; the caller fills the returned span and then advances by the size.</summary>
    private static Span<byte> Start(
        IBufferWriter<byte> output, MqttPacketType type, byte flags, int written, int remainingLength, out int size)
    {
        Span<byte> span = output.GetSpan(MqttPacket.MaxHeaderSize + written);
        span[0] = (byte)(((byte)type << 4) | flags);
        int headerSize = 1;
        for (uint rest = (uint)remainingLength; ;)
        {
            byte digit = (byte)(rest & 0x7F);
            rest >>= 7;
            span[headerSize++] = (byte)(rest == 0 ? digit : digit | 0x80);
            if (rest == 0) break;
        }

        size = headerSize + written;
        return span.Slice(headerSize, written);
    }

    private static int TextSize(string text) => 2 + Encoding.UTF8.GetByteCount(text);

    private static Span<byte> WriteText(Span<byte> destination, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, destination[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination, checked((ushort)length));
        return destination[(2 + length)..];
    }

    private static Span<byte> WriteText(Span<byte> destination, ReadOnlySpan<byte> utf8)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, checked((ushort)utf8.Length));
        utf8.CopyTo(destination[2..]);
        return destination[(2 + utf8.Length)..];
    }
}
