using System.ComponentModel;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// An event type. Implemented by generated code for every type with <see cref="ModeEventAttribute"/>; not meant to be
/// implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The event type itself.</typeparam>
public interface IModeEvent<TSelf>
    where TSelf : IModeEvent<TSelf>
{
    /// <summary>What the annotation says of the event.</summary>
    static abstract ModeEventInfo Info { get; }

    /// <summary>Writes the whole message: <c>{"eventType":...,"eventData":{...}}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="ModePayloadException">The event has no JSON form, such as a NaN; nothing is to be sent.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void WriteEnvelope(ref JsonPayloadWriter writer, TSelf value);
}
