using MQTTnet.Packets;

namespace ModeTyped.MqttNet;

/// <summary>A packet on its way out. All but the packet itself is guarded by the link's lock.</summary>
/// <param name="packet">The packet.</param>
/// <param name="acknowledgement">The type of the packet that completes the send; null where the network's acceptance does.</param>
internal sealed class MqttNetSend(MqttPacket packet, Type? acknowledgement)
{
    private readonly TaskCompletionSource<MqttPacket?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MqttPacket Packet { get; } = packet;

    public Type? Acknowledgement { get; } = acknowledgement;

    /// <summary>The timestamp at which the network had taken the packet; null until then, while its memory is in use.</summary>
    public long? WrittenAt { get; set; }

    /// <summary>What came while the packet was still being written.</summary>
    public MqttPacket? Answer { get; set; }

    /// <summary>Completes with the acknowledgement, or with null where there is none.</summary>
    public Task<MqttPacket?> Completion => _completion.Task;

    public void Complete(MqttPacket? answer) => _completion.TrySetResult(answer);

    public void Fail(Exception exception)
    {
        _completion.TrySetException(exception);

        // Nobody waits for a PUBACK or a PINGREQ of ours.
        _ = Completion.Exception;
    }
}
