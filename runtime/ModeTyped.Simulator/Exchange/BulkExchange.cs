using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>Plays the Smart Modules that answer bulk data requests. Thread safe.</summary>
internal sealed class BulkExchange(Cloud cloud)
{
    private const string What = "Bulk data request";

    private readonly ConcurrentDictionary<string, Func<BulkRequest, ValueTask<BulkResponse>>> _modules =
        new(StringComparer.Ordinal);

    private readonly ResponseFolder? _folder =
        cloud.Options.BulkResponseFolder is { } folder ? new ResponseFolder(folder) : null;

    public Recording<BulkRequest> Requests { get; } = new(cloud.Options.MaxRecorded);

    public void Answer(string label, Func<BulkRequest, ValueTask<BulkResponse>> answer) => _modules[label] = answer;

    /// <summary>Takes a request and answers it in its own time.</summary>
    /// <exception cref="RefusedException">It is not a request.</exception>
    public void Receive(string label, ReceivedMessage message)
    {
        JsonElement root = MessageJson.ParseObject(message.Payload, What);
        string requestId = MessageJson.GetString(root, "requestId", What);
        string namedLabel = MessageJson.GetString(root, "bulkDataLabel", What);
        if (!root.TryGetProperty("payload"u8, out JsonElement payload) || payload.ValueKind != JsonValueKind.Object)
            throw new RefusedException(Restriction.Payload, $"{What} without an object \"payload\".");

        var request = new BulkRequest(message.DeviceId, label, requestId, payload, message.Time);
        Requests.Add(request);
        _ = AnswerAsync(request, namedLabel == label);
    }

    private async Task AnswerAsync(BulkRequest request, bool labelsAgree)
    {
        BulkResponse response = await RespondAsync(request, labelsAgree).ConfigureAwait(false);
        if (response.Delay > TimeSpan.Zero) await Task.Delay(response.Delay, cloud.Time).ConfigureAwait(false);

        byte[] payload = Write(request.RequestId, response);
        string topic = DeviceTopic.BulkResponse(request.DeviceId, request.Label);
        for (int copy = 0; copy < response.Copies; copy++) cloud.Sessions.Publish(request.DeviceId, topic, payload);
    }

    private async ValueTask<BulkResponse> RespondAsync(BulkRequest request, bool labelsAgree)
    {
        BulkResponse? response = null;
        try
        {
            if (labelsAgree && _modules.TryGetValue(request.Label, out Func<BulkRequest, ValueTask<BulkResponse>>? module))
                response = await module(request).ConfigureAwait(false);
            else if (labelsAgree && _folder is not null)
                response = await _folder.FindAsync(request.Label).ConfigureAwait(false);

            return response ?? new BulkResponse { Status = BulkResponse.InvalidBulkDataLabel };
        }
#pragma warning disable CA1031 // Whatever a user's function throws, the device is to get an answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            cloud.Logger.BulkAnswerFailed(exception, request.Label);
            return new BulkResponse { Status = BulkResponse.ServiceUnavailable };
        }
    }

    private static byte[] Write(string requestId, BulkResponse response)
    {
        var message = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(message))
        {
            writer.WriteStartObject();
            writer.WriteString("requestId"u8, requestId);
            writer.WriteString("status"u8, response.Status);
            writer.WritePropertyName("payload"u8);
            writer.WriteRawValue(response.Payload);
            writer.WriteEndObject();
        }

        return message.WrittenSpan.ToArray();
    }
}
