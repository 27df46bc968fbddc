using System.Buffers;

namespace ModeTyped;

/// <summary>
/// Declared on a type with <see cref="BulkLabelAttribute"/> and implemented by it: the label's data are values of a type,
/// which the label's type brings into the form that the Smart Module expects. The type gets a static <c>SendAsync</c> for them.
/// </summary>
/// <typeparam name="TPayload">What is sent.</typeparam>
public interface IBulkEncoder<TPayload>
    where TPayload : notnull
{
    /// <summary>Writes one message. Called within the send, before it returns; what it throws, the send throws.</summary>
    /// <param name="payload">What is sent.</param>
    /// <param name="output">Where the bytes of the message go, straight into the device's send buffer.</param>
    static abstract void Encode(TPayload payload, IBufferWriter<byte> output);
}
