using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>
/// CONNECT (MQTT 3.1.1 section 3.1) as a server sees it, valid as long as the buffer it was read from. Of another
/// protocol version only <see cref="ProtocolLevel"/> is known, so that it can be refused by name.
/// </summary>
internal readonly struct ConnectPacket
{
    /// <summary>The protocol level of MQTT 3.1.1.</summary>
    public const byte Level311 = 4;

    private const byte UserNameFlag = 0x80;
    private const byte PasswordFlag = 0x40;
    private const byte WillRetainFlag = 0x20;
    private const byte WillFlag = 0x04;
    private const byte CleanSessionFlag = 0x02;
    private const byte ReservedFlag = 0x01;

    /// <summary>3 for MQTT 3.1, 4 for 3.1.1, 5 for 5.0.</summary>
    public byte ProtocolLevel { get; private init; }

    public bool CleanSession { get; private init; }

    /// <summary>Seconds; 0 turns the server's check off.</summary>
    public ushort KeepAlive { get; private init; }

    public ReadOnlySequence<byte> ClientId { get; private init; }

    /// <summary>Null where there is none.</summary>
    public ReadOnlySequence<byte>? UserName { get; private init; }

    /// <summary>Null where there is none.</summary>
    public ReadOnlySequence<byte>? Password { get; private init; }

    public bool HasWill { get; private init; }

    public bool WillRetain { get; private init; }

    /// <summary>0 to 2.</summary>
    public byte WillQualityOfService { get; private init; }

    public ReadOnlySequence<byte> WillTopic { get; private init; }

    public ReadOnlySequence<byte> WillMessage { get; private init; }

    /// <exception cref="MqttProtocolException">The packet is malformed.</exception>
    public static ConnectPacket Read(in MqttPacket packet)
    {
        var body = new MqttBodyReader(packet);
        ReadOnlySequence<byte> name = body.ReadText();
        if (!Equals(name, "MQTT"u8) && !Equals(name, "MQIsdp"u8))
            throw new MqttProtocolException("A CONNECT packet names another protocol than MQTT.");
        byte level = body.ReadByte();
        if (level != Level311) return new ConnectPacket { ProtocolLevel = level };

        byte flags = body.ReadByte();
        bool hasWill = (flags & WillFlag) != 0;
        byte willQualityOfService = (byte)((flags >> 3) & 3);
        bool willRetain = (flags & WillRetainFlag) != 0;
        bool hasUserName = (flags & UserNameFlag) != 0;
        bool hasPassword = (flags & PasswordFlag) != 0;
        if ((flags & ReservedFlag) != 0)
            throw new MqttProtocolException("A CONNECT packet sets the reserved flag.");
        if (willQualityOfService == 3 || (!hasWill && (willQualityOfService != 0 || willRetain)))
            throw new MqttProtocolException("A CONNECT packet has will flags that do not go together.");
        if (hasPassword && !hasUserName)
            throw new MqttProtocolException("A CONNECT packet has a password without a user name.");

        ushort keepAlive = body.ReadUInt16();
        ReadOnlySequence<byte> clientId = body.ReadText();
        var result = new ConnectPacket
        {
            ProtocolLevel = level,
            CleanSession = (flags & CleanSessionFlag) != 0,
            KeepAlive = keepAlive,
            ClientId = clientId,
            HasWill = hasWill,
            WillRetain = willRetain,
            WillQualityOfService = willQualityOfService,
            WillTopic = hasWill ? body.ReadTopic() : default,
            WillMessage = hasWill ? body.ReadBinary() : default,
            UserName = hasUserName ? body.ReadText() : null,
            Password = hasPassword ? body.ReadBinary() : null,
        };
        body.RequireEnd();
        return result;
    }

    private static bool Equals(in ReadOnlySequence<byte> text, ReadOnlySpan<byte> expected)
    {
        if (text.Length != expected.Length) return false;
        Span<byte> copy = stackalloc byte[expected.Length];
        text.CopyTo(copy);
        return copy.SequenceEqual(expected);
    }
}
