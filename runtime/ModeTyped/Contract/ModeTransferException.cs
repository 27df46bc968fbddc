using System.Globalization;

namespace ModeTyped;

/// <summary>
/// A stream that was sent in parts was not delivered to its end. <see cref="Delivered"/> tells how far it got, so that a
/// later transfer can go on from there; the inner exception tells why it ended.
/// </summary>
public sealed class ModeTransferException : ModeException
{
    internal ModeTransferException(string label, BulkTransfer delivered, ModeSendException cause)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The transfer to the bulk label '{label}' ended after {delivered.Parts} delivered parts, {delivered.Bytes} bytes: {cause.Message}"),
            cause)
    {
        Delivered = delivered;
        Fate = cause.Fate;
    }

    /// <summary>What was delivered before.</summary>
    public BulkTransfer Delivered { get; }

    /// <summary>How the send of the next part ended.</summary>
    public SendFate Fate { get; }
}
