using System.Text.Json;
using ModeTyped;
using ModeTyped.Simulator;
using Samples;

namespace VibrationMonitor;

/// <summary>MODE's part: a simulator that shows what arrives, with a Smart Module that makes diagnoses.</summary>
internal static class InProcessCloud
{
    private const ulong DeviceId = 1234;

    public static async Task<int> RunAsync(
        Func<ModeDeviceOptions, CancellationToken, Task> device, CancellationToken stopping)
    {
        await using ModeSimulator mode = await SimulatedMode.StartAsync([DeviceId], stopping);
        mode.AnswerBulkRequests("diagnosis", Diagnose);

        await device(mode.OptionsFor(DeviceId), stopping);

        foreach (ReceivedBulkData data in mode.BulkData.ToList())
            Console.WriteLine($"MODE   | bulk data {data.Label}, {data.Data.Length} bytes");
        foreach (ReceivedEvent received in mode.Events.ToList())
            Console.WriteLine($"MODE   | event {received.EventType} {received.EventData}");
        Console.WriteLine($"MODE   | {mode.BulkRequests.Count} diagnoses made, {mode.Refusals.Count} messages refused");
        return mode.Refusals.Count == 0 ? 0 : 1;
    }

    private static BulkResponse Diagnose(BulkRequest request)
    {
        Console.WriteLine($"MODE   | request {request.Payload}");
        JsonElement peaks = request.Payload.GetProperty("peaks");
        double severity = Math.Round(peaks[1].GetProperty("level").GetDouble() / peaks[0].GetProperty("level").GetDouble(), 2);
        string finding = severity < 0.5 ? "healthy" : "bearing worn";
        return new BulkResponse(JsonSerializer.Serialize(
            new DiagnosisResult(finding, severity), ModeJsonContext.Default.DiagnosisResult));
    }
}
