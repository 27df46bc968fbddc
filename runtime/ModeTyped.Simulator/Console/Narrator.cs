using System.Globalization;
using System.Text;

namespace ModeTyped.Simulator;

/// <summary>Prints what happens, a line each.</summary>
internal sealed class Narrator(ModeSimulator mode, TextWriter output)
{
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        FollowAsync(mode.StartedSessions, connected => $"{connected.DeviceId} connected", cancellationToken),
        FollowAsync(mode.EndedSessions, ended => $"{ended.DeviceId} session ended: {ended.Reason}", cancellationToken),
        FollowAsync(mode.Events, received => $"{received.DeviceId} event {Encoding.UTF8.GetString(received.Payload.Span)}", cancellationToken),
        FollowAsync(mode.BulkData, received => $"{received.DeviceId} bulk data {received.Label}, {received.Data.Length} bytes", cancellationToken),
        FollowAsync(mode.RoutedData, received => $"{received.DeviceId} data for routing, {received.Payload.Length} bytes", cancellationToken),
        FollowAsync(mode.BulkRequests, request => $"{request.DeviceId} bulk request {request.Label} {request.RequestId} {request.Payload}", cancellationToken),
        FollowAsync(mode.DataChanges, Describe, cancellationToken),
        FollowAsync(mode.Refusals, refusal => $"{refusal.DeviceId?.ToString(CultureInfo.InvariantCulture) ?? "?"} REFUSED ({refusal.Restriction}) {refusal.Reason}", cancellationToken));

    private static string Describe(DataChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.DeviceId} data {(change.Value is { } value ? $"set {change.Key} {value.GetRawText()}" : $"delete {change.Key}")} (revision {change.Revision}{(change.ByDevice ? "" : ", by the cloud")})");

    private async Task FollowAsync<T>(Recording<T> recording, Func<T, string> describe, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await foreach (T item in recording.WithCancellation(cancellationToken).ConfigureAwait(false))
                await output.WriteLineAsync(describe(item).AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
