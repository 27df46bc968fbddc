using System.Buffers;
using System.Text;

namespace ModeTyped.Mqtt.Tests;

/// <summary>Bytes written down from the text and figures of the MQTT 3.1.1 specification, in both directions.</summary>
public sealed class PacketVectorTests
{
    private static readonly byte[] Connect =
    [
        0x10, 0x1B, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 0xC2, 0, 10, 0, 0,
        0, 4, (byte)'1', (byte)'2', (byte)'3', (byte)'4', 0, 7, .. "api-key"u8,
    ];

    [Fact]
    public void CONNECT_has_an_empty_client_id_a_clean_session_and_credentials()
    {
        Assert.Equal(Connect, Encode(output => MqttPacketWriter.WriteConnect(output, "1234", "api-key", 10)));

        ConnectPacket connect = ConnectPacket.Read(Decode(Connect));
        Assert.Equal(ConnectPacket.Level311, connect.ProtocolLevel);
        Assert.True(connect.CleanSession);
        Assert.Equal(10, connect.KeepAlive);
        Assert.Equal("", Text(connect.ClientId));
        Assert.Equal("1234", Text(connect.UserName!.Value));
        Assert.Equal("api-key", Text(connect.Password!.Value));
        Assert.False(connect.HasWill);
    }

    [Fact]
    public void CONNECT_without_a_password_clears_its_flag() =>
        Assert.Equal(
            [0x10, 0x12, 0, 4, .. "MQTT"u8, 4, 0x82, 0, 60, 0, 0, 0, 4, .. "1234"u8],
            Encode(output => MqttPacketWriter.WriteConnect(output, "1234", null, 60)));

    [Fact]
    public void CONNECT_with_a_will_and_a_persistent_session_is_read()
    {
        byte[] bytes =
        [
            0x10, 0x23, 0, 4, .. "MQTT"u8, 4, 0b1110_1100, 0, 10, 0, 1, (byte)'c', 0, 4, .. "will"u8, 0, 3, 1, 0, 2,
            0, 2, .. "me"u8, 0, 5, .. "\0\xFF"u8, 1, 2,
        ];
        ConnectPacket connect = ConnectPacket.Read(Decode(bytes));
        Assert.False(connect.CleanSession);
        Assert.True(connect.HasWill);
        Assert.True(connect.WillRetain);
        Assert.Equal(1, connect.WillQualityOfService);
        Assert.Equal("c", Text(connect.ClientId));
        Assert.Equal("will", Text(connect.WillTopic));
        Assert.Equal([1, 0, 2], connect.WillMessage.ToArray());
        Assert.Equal("me", Text(connect.UserName!.Value));
        Assert.Equal(5, connect.Password!.Value.Length);
    }

    [Theory]
    [InlineData("MQIsdp", 3)]
    [InlineData("MQTT", 5)]
    public void CONNECT_of_another_version_tells_its_level(string name, byte level)
    {
        byte[] bytes = [0x10, (byte)(name.Length + 8), 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), level, 2, 0, 9, 0, 0];
        Assert.Equal(level, ConnectPacket.Read(Decode(bytes)).ProtocolLevel);
    }

    [Fact]
    public void CONNACK_tells_its_return_code()
    {
        byte[] bytes = [0x20, 2, 0, 5];
        Assert.Equal(bytes, Encode(output => MqttPacketWriter.WriteConnAck(output, ConnectReturnCode.NotAuthorized)));
        Assert.Equal(new ConnAckPacket(false, ConnectReturnCode.NotAuthorized), ConnAckPacket.Read(Decode(bytes)));
        Assert.True(ConnAckPacket.Read(Decode([0x20, 2, 1, 0])).SessionPresent);
    }

    [Fact]
    public void PUBLISH_at_QoS_1_is_the_specification_s_example()
    {
        // Section 3.3.2.3: topic "a/b", packet identifier 10.
        byte[] bytes = [0x32, 10, 0, 3, .. "a/b"u8, 0, 10, .. "xyz"u8];
        Assert.Equal(bytes, Encode(output =>
            MqttPacketWriter.WritePublish(output, "a/b"u8, "xyz"u8, QualityOfService.AtLeastOnce, 10)));

        PublishPacket publish = PublishPacket.Read(Decode(bytes));
        Assert.Equal("a/b", Text(publish.Topic));
        Assert.Equal("xyz", Text(publish.Payload));
        Assert.Equal(1, publish.QualityOfService);
        Assert.Equal(10, publish.PacketId);
        Assert.False(publish.Duplicate);
        Assert.False(publish.Retain);
    }

    [Fact]
    public void PUBLISH_at_QoS_0_has_no_packet_identifier_and_may_be_empty()
    {
        byte[] bytes = [0x30, 5, 0, 3, .. "a/b"u8];
        Assert.Equal(bytes, Encode(output => MqttPacketWriter.WritePublish(output, "a/b"u8, [])));
        Assert.True(PublishPacket.Read(Decode(bytes)).Payload.IsEmpty);
    }

    [Fact]
    public void PUBLISH_sent_again_is_marked_as_a_duplicate() =>
        Assert.Equal([0x3A, 7, 0, 3, .. "a/b"u8, 0, 10], Encode(output =>
            MqttPacketWriter.WritePublish(output, "a/b"u8, [], QualityOfService.AtLeastOnce, 10, duplicate: true)));

    [Fact]
    public void PUBLISH_shows_QoS_2_and_retain_so_that_a_server_can_refuse_them()
    {
        PublishPacket publish = PublishPacket.Read(Decode([0x3D, 7, 0, 3, .. "a/b"u8, 0, 1]));
        Assert.Equal(2, publish.QualityOfService);
        Assert.True(publish.Retain);
        Assert.True(publish.Duplicate);
    }

    [Fact]
    public void SUBSCRIBE_asks_for_QoS_0()
    {
        byte[] bytes = [0x82, 14, 0, 10, 0, 3, .. "a/b"u8, 0, 0, 3, .. "c/d"u8, 0];
        Assert.Equal(bytes, Encode(output => MqttPacketWriter.WriteSubscribe(output, 10, [new("a/b"), new("c/d")])));
    }

    [Fact]
    public void SUBSCRIBE_is_the_specification_s_example()
    {
        // Figure 3.23: "a/b" at QoS 1 and "c/d" at QoS 2.
        SubscribePacket subscribe = SubscribePacket.Read(Decode([0x82, 14, 0, 10, 0, 3, .. "a/b"u8, 1, 0, 3, .. "c/d"u8, 2]));
        var seen = new List<(string, int)>();
        foreach (SubscribePacket.Subscription subscription in subscribe)
            seen.Add((Text(subscription.Filter), subscription.QualityOfService));
        Assert.Equal(10, subscribe.PacketId);
        Assert.Equal([("a/b", 1), ("c/d", 2)], seen);
    }

    [Fact]
    public void SUBACK_is_the_specification_s_example()
    {
        // Figure 3.26: granted at QoS 0, granted at QoS 2, failure.
        byte[] bytes = [0x90, 5, 0, 10, 0, 2, 0x80];
        Assert.Equal(bytes, Encode(output => MqttPacketWriter.WriteSubAck(output, 10, [0, 2, SubAckPacket.Failure])));
        SubAckPacket acknowledgement = SubAckPacket.Read(Decode(bytes));
        Assert.Equal(10, acknowledgement.PacketId);
        Assert.Equal([0, 2, 0x80], acknowledgement.ReturnCodes.ToArray());
    }

    [Fact]
    public void UNSUBSCRIBE_is_the_specification_s_example()
    {
        // Figure 3.30.
        byte[] bytes = [0xA2, 12, 0, 10, 0, 3, .. "a/b"u8, 0, 3, .. "c/d"u8];
        Assert.Equal(bytes, Encode(output => MqttPacketWriter.WriteUnsubscribe(output, 10, [new("a/b"), new("c/d")])));
        UnsubscribePacket unsubscribe = UnsubscribePacket.Read(Decode(bytes));
        var seen = new List<string>();
        foreach (ReadOnlySequence<byte> filter in unsubscribe) seen.Add(Text(filter));
        Assert.Equal(["a/b", "c/d"], seen);
    }

    [Fact]
    public void PUBACK_and_UNSUBACK_carry_the_packet_identifier()
    {
        Assert.Equal([0x40, 2, 0xFF, 0xFE], Encode(output => MqttPacketWriter.WritePubAck(output, 0xFFFE)));
        Assert.Equal([0xB0, 2, 0, 10], Encode(output => MqttPacketWriter.WriteUnsubAck(output, 10)));
        Assert.Equal(new AcknowledgePacket(0xFFFE), AcknowledgePacket.Read(Decode([0x40, 2, 0xFF, 0xFE])));
    }

    [Fact]
    public void Packets_without_a_body_are_two_bytes()
    {
        Assert.Equal([0xC0, 0], Encode(MqttPacketWriter.WritePingReq));
        Assert.Equal([0xD0, 0], Encode(MqttPacketWriter.WritePingResp));
        Assert.Equal([0xE0, 0], Encode(MqttPacketWriter.WriteDisconnect));
        Assert.Equal(MqttPacketType.PingReq, Decode([0xC0, 0]).Type);
        Assert.Equal(MqttPacketType.PingResp, Decode([0xD0, 0]).Type);
        Assert.Equal(MqttPacketType.Disconnect, Decode([0xE0, 0]).Type);
    }

    [Theory]
    [InlineData(0, new byte[] { 0 })]
    [InlineData(127, new byte[] { 0x7F })]
    [InlineData(128, new byte[] { 0x80, 0x01 })]
    [InlineData(16_383, new byte[] { 0xFF, 0x7F })]
    [InlineData(16_384, new byte[] { 0x80, 0x80, 0x01 })]
    [InlineData(2_097_151, new byte[] { 0xFF, 0xFF, 0x7F })]
    [InlineData(2_097_152, new byte[] { 0x80, 0x80, 0x80, 0x01 })]
    [InlineData(268_435_455, new byte[] { 0xFF, 0xFF, 0xFF, 0x7F })]
    public void The_remaining_length_is_encoded_as_in_table_2_4(int length, byte[] expected)
    {
        if (length >= 3)
        {
            byte[] header = Encode(output =>
                MqttPacketWriter.WritePublishHeader(output, "t"u8, length - 3, QualityOfService.AtMostOnce, 0));
            Assert.Equal([0x30, .. expected, 0, 1, (byte)'t'], header);
        }

        var buffer = new ReadOnlySequence<byte>([0x30, .. expected]);
        if (length == 0) Assert.True(MqttPacket.TryRead(ref buffer, int.MaxValue, out _));
        else Assert.False(MqttPacket.TryRead(ref buffer, int.MaxValue, out _));
    }

    [Fact]
    public void Every_split_of_the_bytes_gives_the_same_packet()
    {
        for (int cut = 0; cut <= Connect.Length; cut++)
        {
            var head = new ReadOnlySequence<byte>(Connect, 0, cut);
            Assert.Equal(cut == Connect.Length, MqttPacket.TryRead(ref head, 1024, out _));

            ReadOnlySequence<byte> whole = Segments.Of(Connect[..cut], Connect[cut..]);
            Assert.True(MqttPacket.TryRead(ref whole, 1024, out MqttPacket packet));
            Assert.Equal("1234", Text(ConnectPacket.Read(packet).UserName!.Value));
            Assert.True(whole.IsEmpty);
        }

        ReadOnlySequence<byte> single = Segments.Of([.. Connect.Select(value => new[] { value })]);
        Assert.True(MqttPacket.TryRead(ref single, 1024, out MqttPacket last));
        Assert.Equal("api-key", Text(ConnectPacket.Read(last).Password!.Value));
    }

    private static byte[] Encode(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    private static MqttPacket Decode(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        Assert.True(MqttPacket.TryRead(ref buffer, bytes.Length, out MqttPacket packet));
        Assert.True(buffer.IsEmpty);
        return packet;
    }

    private static string Text(in ReadOnlySequence<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
