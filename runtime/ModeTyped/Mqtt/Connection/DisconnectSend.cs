using System.Buffers;

namespace ModeTyped.Mqtt;

/// <summary>The DISCONNECT, the last packet of a connection.</summary>
internal sealed class DisconnectSend(MqttWriter writer) : MqttSend(writer)
{
    public override MqttPacketType? Acknowledgement => null;

    public override int Size => 2;

    public override void Write(IBufferWriter<byte> output) => MqttPacketWriter.WriteDisconnect(output);
}
