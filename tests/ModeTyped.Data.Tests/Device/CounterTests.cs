using System.Buffers;
using System.Runtime.CompilerServices;
using ModeTyped.Device;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Data.Tests.Device;

/// <summary>What is dropped or refused without an exception at a call is counted.</summary>
[Collection(nameof(Alone))]
public sealed class CounterTests : IDisposable
{
    private readonly MetricRecorder _metrics = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task A_value_outside_its_rules_is_counted_by_the_rule()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.Data.WhenReadyAsync(Cancel);
        _ = test.Device.Data.TryGet<Settings>(out _);
        var rejected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Device.Data.ValueRejected += _ => rejected.TrySetResult();

        test.Cloud.Set("settings", """{"target":99}""");
        await rejected.Task.WaitAsync(Cancel);

        Assert.Equal(1, _metrics.Sum("modetyped.data.rejected_values", ("modetyped.rule", "Range")));
        Assert.Equal(1, _metrics.Sum("modetyped.data.rejected_values"));
    }

    [Fact]
    public async Task Late_foreign_and_malformed_answers_are_counted_and_the_calls_end_by_their_own()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode => mode.AnswerBulkRequests(
            "climate", request => new BulkResponse("""{"celsius":1}""") { Copies = request.Payload.GetProperty("hours").GetInt32() }));

        // The copies of an answer come before the answer to the next request.
        foreach (int hours in (int[])[3, 1])
            Assert.Equal(new ClimateResult(1), await Climate.RequestAsync(test.Device, new ClimateQuery(hours), cancellationToken: Cancel));
        string known = test.Mode.BulkRequests.ToList()[0].RequestId;
        Receive($$$"""{"requestId":"{{{known}}}","status":"OK","payload":{}}""");
        Receive("""{"requestId":"of another system","status":"OK","payload":{}}""");
        Receive("""{"requestId":1,"status":"OK"}""");
        Receive("nonsense");

        Assert.Equal(2 + 2, _metrics.Sum("modetyped.exchange.dropped_answers", ("modetyped.reason", "unmatched")));
        Assert.Equal(2, _metrics.Sum("modetyped.exchange.dropped_answers", ("modetyped.reason", "malformed")));

        void Receive(string answer) => Assert.True(SessionOf(test.Device).Exchanges.TryReceive(
            "/devices/1234/bulkData/climate/response"u8, new ReadOnlySequence<byte>(System.Text.Encoding.UTF8.GetBytes(answer))));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref DeviceSession SessionOf(ModeDevice device);
}
