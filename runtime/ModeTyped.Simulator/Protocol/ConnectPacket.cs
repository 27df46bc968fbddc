namespace ModeTyped.Simulator.Protocol;

/// <summary>A CONNECT within MODE's restrictions.</summary>
/// <param name="ClientId">Any is taken: MODE asks for an empty one, but its own examples send others.</param>
/// <param name="UserName">Null where there is none.</param>
/// <param name="Password">Null where there is none.</param>
/// <param name="KeepAliveSeconds">0 for none.</param>
internal sealed record ConnectPacket(string ClientId, string? UserName, byte[]? Password, ushort KeepAliveSeconds)
{
    private const byte ProtocolLevel311 = 4;

    public static ConnectPacket Read(ReadOnlySpan<byte> body)
    {
        var reader = new PacketReader("CONNECT", body);
        string protocol = reader.ReadString("protocol name");
        if (protocol is not ("MQTT" or "MQIsdp"))
            throw RefusedException.Malformed("CONNECT for a protocol that is not MQTT.");

        byte level = reader.ReadByte("protocol level");
        if (protocol != "MQTT" || level != ProtocolLevel311)
        {
            throw new RefusedException(
                Restriction.ProtocolVersion,
                $"CONNECT with protocol {protocol} level {level}; only MQTT 3.1.1 (MQTT level {ProtocolLevel311}) is supported.",
                ConnectReturnCode.UnacceptableProtocolVersion);
        }

        byte flags = reader.ReadByte("connect flags");
        bool hasUserName = (flags & 0x80) != 0;
        bool hasPassword = (flags & 0x40) != 0;
        bool hasWill = (flags & 0x04) != 0;
        int willQos = (flags >> 3) & 0x03;
        if ((flags & 0x01) != 0) throw RefusedException.Malformed("CONNECT with the reserved flag set.");
        if (!hasWill && (flags & 0x38) != 0) throw RefusedException.Malformed("CONNECT with will flags but no will.");
        if (willQos == 3) throw RefusedException.Malformed("CONNECT with will QoS 3.");
        if (hasPassword && !hasUserName) throw RefusedException.Malformed("CONNECT with a password but no user name.");

        ushort keepAlive = reader.ReadUInt16("keep-alive");
        string clientId = reader.ReadString("client identifier");
        if (hasWill)
        {
            reader.ReadString("will topic");
            reader.ReadBinary("will message");
        }

        string? userName = hasUserName ? reader.ReadString("user name") : null;
        byte[]? password = hasPassword ? reader.ReadBinary("password").ToArray() : null;
        reader.ExpectEnd();

        if ((flags & 0x02) == 0)
        {
            throw new RefusedException(
                Restriction.PersistentSession,
                "CONNECT without clean session; persistent sessions are not allowed.",
                clientId.Length == 0 ? ConnectReturnCode.IdentifierRejected : ConnectReturnCode.NotAuthorized);
        }

        if (hasWill)
        {
            throw new RefusedException(
                Restriction.Will, "CONNECT with a will; will topics are not supported.", ConnectReturnCode.NotAuthorized);
        }

        return new ConnectPacket(clientId, userName, password, keepAlive);
    }
}
