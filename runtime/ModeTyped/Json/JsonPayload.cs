using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace ModeTyped.Json;

/// <summary>
/// Reads whole payloads: one JSON value and nothing after it, at most 64 levels deep. Whatever goes wrong is a
/// <see cref="ModePayloadException"/> with the payload's name, the place and the cause.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonPayload
{
    /// <summary>Reads a payload.</summary>
    /// <typeparam name="T">The payload's type.</typeparam>
    /// <param name="utf8Json">The JSON text.</param>
    /// <param name="payload">The name of the event, command or other payload, for the error.</param>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="ModePayloadException">The text is no JSON, or does not fit the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, string payload, JsonPayloadRead<T?> read)
        where T : notnull
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            return ReadToEnd(ref reader, read);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Explain(e, payload, new Utf8JsonReader(utf8Json), ref reader);
        }
    }

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, string, JsonPayloadRead{T})"/>
    public static T Read<T>(in ReadOnlySequence<byte> utf8Json, string payload, JsonPayloadRead<T?> read)
        where T : notnull
    {
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            return ReadToEnd(ref reader, read);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Explain(e, payload, new Utf8JsonReader(utf8Json), ref reader);
        }
    }

    private static T ReadToEnd<T>(ref Utf8JsonReader reader, JsonPayloadRead<T?> read)
        where T : notnull
    {
        reader.Read();
        T value = read(ref reader) ?? throw new JsonException("The payload is null.");
        reader.Read();
        return value;
    }

    private static ModePayloadException Explain(Exception cause, string payload, Utf8JsonReader start, ref Utf8JsonReader failed)
    {
        // The reader's own errors lie where it stopped, ours on the token that it stands on.
        bool malformed = cause is JsonException && cause.GetType() != typeof(JsonException);
        long position = malformed ? failed.BytesConsumed : failed.TokenStartIndex;
        string path = JsonPath.Of(start, malformed ? long.MaxValue : failed.TokenStartIndex);
        return new ModePayloadException(
            $"The payload '{payload}' could not be read at {path}, byte {position}: {cause.Message}",
            payload,
            path,
            position,
            cause);
    }
}
