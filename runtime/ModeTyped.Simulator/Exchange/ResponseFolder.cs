using System.Globalization;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>
/// Answers bulk data requests from files: <c>LABEL.json</c> holds
/// <c>{"status":"OK","payload":{...},"delay":"00:00:01.5","copies":1}</c>, all but the payload optional. It is read again
/// for each request, so that it may be edited meanwhile.
/// </summary>
internal sealed class ResponseFolder(string folder)
{
    /// <summary>The answer to a request, or null where the folder has no file for its label.</summary>
    /// <exception cref="InvalidDataException">The file is not an answer.</exception>
    public async ValueTask<BulkResponse?> FindAsync(string label)
    {
        // A label is one topic level, which may still be a path on some systems.
        if (label.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || label.Contains('\\', StringComparison.Ordinal)) return null;

        string path = Path.Combine(folder, $"{label}.json");
        if (!File.Exists(path)) return null;
        try
        {
            JsonElement answer = JsonElement.Parse(await File.ReadAllBytesAsync(path).ConfigureAwait(false));
            return new BulkResponse(answer.GetProperty("payload"u8).GetRawText())
            {
                Status = answer.TryGetProperty("status"u8, out JsonElement status) ? status.GetString()! : BulkResponse.Ok,
                Delay = answer.TryGetProperty("delay"u8, out JsonElement delay)
                    ? TimeSpan.Parse(delay.GetString()!, CultureInfo.InvariantCulture)
                    : TimeSpan.Zero,
                Copies = answer.TryGetProperty("copies"u8, out JsonElement copies) ? copies.GetInt32() : 1,
            };
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not an answer: {exception.Message}", exception);
        }
    }
}
