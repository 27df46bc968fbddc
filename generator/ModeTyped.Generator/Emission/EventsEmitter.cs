using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the publisher of a contract's events and its interface.</summary>
internal static class EventsEmitter
{
    private const string Fate = "global::System.Threading.Tasks.ValueTask<global::ModeTyped.SendFate>";
    private const string Cancellation = "global::System.Threading.CancellationToken cancellationToken = default";

    public static string Emit(EventsSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        WriteInterface(writer, spec);
        writer.Write();
        WriteClass(writer, spec);
    });

    private static void WriteInterface(SourceWriter writer, EventsSpec spec)
    {
        writer.Write($"""
            /// <summary>Publishes the events of the contract; for injection and for tests.</summary>
            {SourceFile.GeneratedCode}
            """);
        writer.Open($"{spec.Type.Accessibility} interface {spec.Interface}");
        bool first = true;
        foreach (EventEntry entry in spec.Events)
        {
            if (!first) writer.Write();
            first = false;
            writer.Write($"""
                /// <summary>Publishes the event {DocComments.Code(entry.EventType)} as its annotation says.</summary>
                /// <param name="value">The event.</param>
                /// <param name="cancellationToken">Ends the wait.</param>
                /// <returns>How the send ended.</returns>
                /// <exception cref="global::ModeTyped.ModeSendException">The event was not sent.</exception>
                /// <exception cref="global::ModeTyped.ModePayloadException">The event has no JSON form.</exception>
                {Fate} PublishAsync(
                    {entry.FullName} value,
                    {Cancellation});

                /// <summary>Publishes the event {DocComments.Code(entry.EventType)} as the options say.</summary>
                /// <param name="value">The event.</param>
                /// <param name="options">What this call says of its send; what it leaves out comes from the annotation.</param>
                /// <param name="cancellationToken">Ends the wait.</param>
                /// <returns>How the send ended.</returns>
                /// <exception cref="global::ModeTyped.ModeSendException">The event was not sent.</exception>
                /// <exception cref="global::ModeTyped.ModePayloadException">The event has no JSON form.</exception>
                {Fate} PublishAsync(
                    {entry.FullName} value,
                    global::ModeTyped.SendOptions options,
                    {Cancellation});
                """);
        }

        writer.Close();
    }

    private static void WriteClass(SourceWriter writer, EventsSpec spec)
    {
        writer.Write($"""
            /// <summary>Publishes the events of the contract through one device. Safe from any thread.</summary>
            /// <param name="device">The device.</param>
            {SourceFile.GeneratedCode}
            """);
        writer.Open($"{spec.Type.Accessibility} sealed class {spec.Type.Name}(global::ModeTyped.ModeDevice device) : {spec.Interface}");
        writer.Write("""
            private readonly global::ModeTyped.ModeDevice _device =
                device ?? throw new global::System.ArgumentNullException(nameof(device));
            """);
        foreach (EventEntry entry in spec.Events)
        {
            writer.Write($"""

                /// <inheritdoc/>
                public {Fate} PublishAsync(
                    {entry.FullName} value,
                    {Cancellation}) =>
                    _device.PublishAsync<{entry.FullName}>(value, cancellationToken);

                /// <inheritdoc/>
                public {Fate} PublishAsync(
                    {entry.FullName} value,
                    global::ModeTyped.SendOptions options,
                    {Cancellation}) =>
                    _device.PublishAsync<{entry.FullName}>(value, options, cancellationToken);
                """);
        }

        writer.Close();
    }
}
