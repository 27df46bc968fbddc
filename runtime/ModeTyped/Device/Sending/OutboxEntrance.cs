using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// Lets messages into the outbox as its bounds allow: each enters, waits for room or is refused, and where the oldest are
/// to go, they go. Guarded by the outbox's lock.
/// </summary>
internal sealed class OutboxEntrance(Outbox outbox, OutboxOptions options, SendLanes lanes, LatestSends latest, DeviceTelemetry telemetry)
{
    private readonly OutboxRoom _room = new(options, telemetry);
    private bool _closed;

    /// <summary>Those that wait for room, in order.</summary>
    public SendList Waiting { get; } = new();

    /// <summary>Whether no message is in, and none waits to be.</summary>
    public bool IsEmpty => _room.IsEmpty && Waiting.Count == 0;

    /// <summary>Why it was closed, where that was a failure.</summary>
    public Exception? ClosedBy { get; private set; }

    /// <summary>Refuses all further messages.</summary>
    public void Close(Exception? cause)
    {
        if (_closed) return;
        _closed = true;
        ClosedBy = cause;
    }

    /// <summary>Takes a message at its sender's call.</summary>
    /// <param name="send">The message.</param>
    /// <param name="isOnline">Whether there is a connection.</param>
    public void Admit(PendingSend send, bool isOnline)
    {
        if (Refusal(send, isOnline) is { } refusal)
        {
            outbox.Settle(send, SendFate.Refused, refusal);
        }
        else if (Waiting.Count == 0 && MakeRoom(send))
        {
            Enter(send);
        }
        else if (options.FullMode == OutboxFullMode.Wait)
        {
            send.State = SendState.WaitingForRoom;
            Waiting.AddLast(send);
        }
        else
        {
            outbox.Settle(send, SendFate.Refused, SendErrors.Full());
        }
    }

    /// <summary>Takes a message that was in already when the device ran before.</summary>
    public void Readmit(PendingSend send) => _room.Take(send);

    /// <summary>Gives the room of a message up, to those that wait for it.</summary>
    public void Leave(PendingSend send)
    {
        _room.Free(send);
        while (Waiting.First is { } waiting && MakeRoom(waiting))
        {
            Waiting.Remove(waiting);
            Enter(waiting);
        }
    }

    private ModeSendException? Refusal(PendingSend send, bool isOnline) =>
        _closed ? SendErrors.Stopped(ClosedBy)
        : send.Length > options.MaxBytes ? SendErrors.TooLarge(send.Length, options.MaxBytes)
        : send.Length > MqttPacketWriter.MaxPayloadLength(send.Topic.Utf8.Span) ? SendErrors.TooLargeForMqtt(send.Length)
        : send.QualityOfService == QualityOfService.AtMostOnce && !isOnline && !options.HoldQos0WhileOffline ? SendErrors.Offline()
        : null;

    private void Enter(PendingSend send)
    {
        _room.Take(send);
        outbox.Accept(send);
    }

    private bool MakeRoom(PendingSend send)
    {
        if (HasRoom(send)) return true;
        if (options.FullMode != OutboxFullMode.DropOldest) return false;
        while (lanes.Oldest is { } oldest)
        {
            outbox.Settle(oldest, SendFate.Dropped, SendErrors.DroppedOldest());
            if (HasRoom(send)) return true;
        }

        return false;
    }

    private bool HasRoom(PendingSend send) => _room.Fits(send, latest.Predecessor(send));
}
