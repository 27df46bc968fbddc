using System.Text;
using System.Text.Json;

namespace ModeTyped.Device;

/// <summary>
/// The message of a command, <c>{"action":...,"parameters":{...}}</c>, read in place. Unknown fields are ignored, since
/// MODE may add some; the two fields are found by their exact names, else ignoring case, as MODE's own device SDK does.
/// </summary>
internal ref struct CommandEnvelope
{
    private bool _actionIsExact;
    private bool _parametersAreExact;

    /// <summary>The action in UTF-8, unescaped.</summary>
    public ReadOnlySpan<byte> Action { get; private set; }

    /// <summary>The JSON object of the parameters; <c>{}</c> where they are absent or null.</summary>
    public ReadOnlySpan<byte> Parameters { get; private set; }

    /// <summary>Whether the message has parameters other than null.</summary>
    public readonly bool HasParameters => !Parameters.IsEmpty && ParametersAt > 0;

    private int ParametersAt { get; set; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="ModePayloadException">It is not a command.</exception>
    public static CommandEnvelope Read(ReadOnlySpan<byte> message)
    {
        var envelope = new CommandEnvelope();
        var reader = new Utf8JsonReader(message);
        try
        {
            envelope.ReadFields(ref reader, message);
        }
        catch (JsonException e)
        {
            throw new ModePayloadException(
                $"The command is not valid JSON. {e.Message}", ActionText(envelope.Action), "$", reader.BytesConsumed, e);
        }

        if (envelope.Action.IsEmpty)
            throw new ModePayloadException("The command has no action, or an empty one.", null, "$.action", 0);
        if (envelope.Parameters.IsEmpty) envelope.Parameters = "{}"u8;
        return envelope;
    }

    private static string? ActionText(ReadOnlySpan<byte> action) => action.IsEmpty ? null : Encoding.UTF8.GetString(action);

    private static bool Matches(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, out bool isExact)
    {
        isExact = reader.ValueTextEquals(name);
        return isExact || (reader.ValueSpan.Length == name.Length && Ascii.EqualsIgnoreCase(reader.ValueSpan, name));
    }

    private void ReadFields(ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new ModePayloadException("The command is not a JSON object.", null, "$", reader.TokenStartIndex);

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Matches(ref reader, "action"u8, out bool isExact) && (isExact || !_actionIsExact))
            {
                reader.Read();
                ReadAction(ref reader);
                _actionIsExact = isExact;
            }
            else if (Matches(ref reader, "parameters"u8, out isExact) && (isExact || !_parametersAreExact))
            {
                reader.Read();
                ReadParameters(ref reader, message);
                _parametersAreExact = isExact;
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.Read())
            throw new ModePayloadException("The command has text after its JSON object.", ActionText(Action), "$", reader.TokenStartIndex);
    }

    private void ReadAction(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new ModePayloadException("The command's action is not a string.", null, "$.action", reader.TokenStartIndex);
        if (!reader.ValueIsEscaped)
        {
            Action = reader.ValueSpan;
            return;
        }

        // Rare: no action in use needs an escape in JSON.
        byte[] unescaped = new byte[reader.ValueSpan.Length];
        Action = unescaped.AsSpan(0, reader.CopyString(unescaped));
    }

    private void ReadParameters(ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Parameters = default;
            return;
        }

        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ModePayloadException(
                "The command's parameters are not a JSON object.", ActionText(Action), "$.parameters", start);
        }

        reader.Skip();
        ParametersAt = start;
        Parameters = message[start..(int)reader.BytesConsumed];
    }
}
