using System.Globalization;

namespace ModeTyped.Device;

/// <summary>The exceptions of the fates that are failures.</summary>
internal static class SendErrors
{
    public static ModeSendException LinkLost(Exception cause) => new(
        SendFate.Dropped,
        "The connection broke while the message was being sent, and QoS 0 does not send again. " +
        "Send it at QoS 1 where it must arrive.",
        cause);

    public static ModeSendException Offline() => new(
        SendFate.Refused,
        "There is no connection to MODE, and a QoS 0 message is not kept for one. Send it at QoS 1, or set " +
        $"{nameof(OutboxOptions)}.{nameof(OutboxOptions.HoldQos0WhileOffline)}.");

    public static ModeSendException TooLarge(int length, long limit) => new(
        SendFate.Refused,
        string.Create(CultureInfo.InvariantCulture, $"The message has {length} bytes and the outbox holds {limit} in all. ") +
        $"Send less at once, or raise {nameof(OutboxOptions)}.{nameof(OutboxOptions.MaxBytes)}.");

    public static ModeSendException TooLargeForMqtt(int length) => new(
        SendFate.Refused,
        string.Create(CultureInfo.InvariantCulture, $"The message has {length} bytes, more than one MQTT message can hold. ") +
        "Send it in parts.");

    public static ModeSendException Full() => new(
        SendFate.Refused,
        "The outbox is full of messages that MODE has not acknowledged yet. Send less, or raise the bounds in " +
        $"{nameof(OutboxOptions)}.");

    public static ModeSendException DroppedOldest() => new(
        SendFate.Dropped,
        "The outbox was full, and the message was the oldest in it when a newer one came. Send less, or raise the bounds in " +
        $"{nameof(OutboxOptions)}.");

    public static ModeSendException Expired(TimeSpan after, bool sent) => new(
        SendFate.Expired,
        string.Create(CultureInfo.InvariantCulture, $"MODE did not acknowledge the message within {after.TotalSeconds:0.###} s. ") +
        (sent
            ? "It was sent, so it may have arrived all the same."
            : "It was never sent: there was no connection, or other messages went first."));

    public static ModeSendException ExpiredAtRest() => new(
        SendFate.Expired, "The message's time passed while the device was not running.");

    public static ModeSendException NotAccepted(TimeSpan after) => new(
        SendFate.Expired,
        string.Create(CultureInfo.InvariantCulture, $"The outbox had no room for the message within {after.TotalSeconds:0.###} s. ") +
        $"Send less, or raise the bounds in {nameof(OutboxOptions)}.");

    public static ModeSendException Stopped(Exception? cause) => new(
        SendFate.Refused,
        cause is null
            ? "The device has stopped and takes no more messages."
            : $"The device has stopped and takes no more messages. {cause.Message}",
        cause);

    public static ModeSendException GivenUp(Exception? cause) => new(
        SendFate.Dropped,
        cause is null
            ? "The device stopped before MODE acknowledged the message."
            : $"The device stopped before MODE acknowledged the message. {cause.Message}",
        cause);

    public static ModeSendException NotStored(Exception cause) => new(
        SendFate.Refused,
        $"The outbox could not store the message, so it was not accepted. {cause.Message}",
        cause);
}
