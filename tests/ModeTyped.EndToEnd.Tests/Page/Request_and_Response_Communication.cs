using System.Text.Json;
using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>The section "Request and Response Communication" of MODE's MQTT page.</summary>
public sealed class Request_and_Response_Communication
{
    private const string Topic = "/devices/1234/bulkData/forecast";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Simulator_answers_OK_with_the_typed_payload()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.AnswerBulkRequests("forecast", request =>
            new BulkResponse($$"""{"celsius":{{request.Payload.GetProperty("hours").GetInt32() / 2}}.5}"""));
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        Assert.Equal(new ForecastResult(12.5), await Forecast.RequestAsync(device, new ForecastQuery(24), cancellationToken: Cancellation));

        BulkRequest request = Assert.Single(mode.BulkRequests.ToList());
        Assert.Equal(("forecast", """{"hours":24}"""), (request.Label, request.Payload.GetRawText()));
        Assert.Equal(0, mode.Refusals.Count);
    }

    [Theory]
    [InlineData("INVALID_BULK_DATA_LABEL", ExchangeFailure.InvalidBulkDataLabel)]
    [InlineData("SERVICE_UNAVAILABLE", ExchangeFailure.ServiceUnavailable)]
    [InlineData("SOMETHING_NEW", ExchangeFailure.UnknownStatus)]
    public async Task Simulator_answers_another_status_and_the_call_fails_with_it(string status, ExchangeFailure failure)
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.AnswerBulkRequests("forecast", _ => new BulkResponse { Status = status });
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        ModeExchangeException exception = await FailsAsync(device);

        Assert.Equal((failure, status, "forecast"), (exception.Failure, exception.Status, exception.Label));
    }

    [Fact]
    public async Task Simulator_loses_the_answer_and_the_call_times_out()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.AnswerBulkRequests("forecast", _ => BulkResponse.None);
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        ModeExchangeException exception = await FailsAsync(device, TimeSpan.FromMilliseconds(200));

        Assert.Equal(ExchangeFailure.TimedOut, exception.Failure);
        await WorksAgainAsync(mode, device);
    }

    [Fact]
    public async Task Simulator_resets_the_connection_and_the_call_fails_and_the_next_one_works()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.AnswerBulkRequests("forecast", _ =>
        {
            mode.Break(SimulatedCloud.DeviceId, ConnectionBreak.Reset);
            return BulkResponse.None;
        });
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        Assert.Equal(ExchangeFailure.Disconnected, (await FailsAsync(device)).Failure);
        await WorksAgainAsync(mode, device);
    }

    [Fact]
    public async Task Simulator_refuses_the_subscription_to_answers_and_the_call_fails()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.Faults.RefuseSubscription = topic => topic.EndsWith("/response", StringComparison.Ordinal);
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);

        Assert.Equal(ExchangeFailure.NotSent, (await FailsAsync(device)).Failure);
        Assert.Equal(0, mode.BulkRequests.Count);

        mode.Faults.RefuseSubscription = null;
        await WorksAgainAsync(mode, device);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_or_whose_device_stops_ends()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        mode.AnswerBulkRequests("forecast", _ => BulkResponse.None);
        await using ModeDevice device = await ModeDevice.ConnectAsync(SimulatedCloud.OptionsFor(mode), cancellationToken: Cancellation);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<ForecastResult> cancelled = Forecast.RequestAsync(device, new ForecastQuery(1), cancellationToken: cancel.Token);
        Task<ForecastResult> stopped = Forecast.RequestAsync(device, new ForecastQuery(2), cancellationToken: Cancellation);
        await mode.BulkRequests.WaitAsync(request => request.Payload.GetProperty("hours").GetInt32() == 2, cancellationToken: Cancellation);

        await cancel.CancelAsync();
        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancel.Token, cancellation.CancellationToken);
        await device.StopAsync(Cancellation);
        await Assert.ThrowsAsync<ModeExchangeException>(() => stopped);
    }

    [Theory]
    [InlineData("""{"requestId":"ID","status":"OK","payload":{"celsius":12.5}}""")]
    [InlineData("""{ "new":[1], "payload":{"celsius":12.5,"new":null}, "status":"OK", "requestId":"ID" }""")]
    public async Task Mosquitto_sub_prints_exactly_the_request_and_mosquitto_pub_answers_it(string answer)
    {
        await using MosquittoCloud cloud = await MosquittoCloud.StartAsync();
        await using MosquittoSubscriber subscriber = await cloud.SubscribeAsync($"{Topic}/request", count: 1);
        await using ModeDevice device = await ModeDevice.ConnectAsync(cloud.Options, cancellationToken: Cancellation);

        Task<ForecastResult> call = Forecast.RequestAsync(device, new ForecastQuery(24), cancellationToken: Cancellation);
        JsonElement request = JsonElement.Parse(await subscriber.OutputAsync());
        string id = request.GetProperty("requestId").GetString()!;
        Assert.Equal($$$"""{"bulkDataLabel":"forecast","requestId":"{{{id}}}","payload":{"hours":24}}""", request.GetRawText());

        await cloud.PublishAsync($"{Topic}/response", """{"requestId":"foreign","status":"OK","payload":{"celsius":0}}""");
        await cloud.PublishAsync($"{Topic}/response", "not JSON");
        Assert.False(call.IsCompleted);
        await cloud.PublishAsync($"{Topic}/response", answer.Replace("ID", id, StringComparison.Ordinal));

        Assert.Equal(new ForecastResult(12.5), await call);
    }

    private static Task<ModeExchangeException> FailsAsync(ModeDevice device, TimeSpan? timeout = null) =>
        Assert.ThrowsAsync<ModeExchangeException>(() => Forecast.RequestAsync(device, new ForecastQuery(24), timeout, Cancellation));

    private static async Task WorksAgainAsync(ModeSimulator mode, ModeDevice device)
    {
        mode.AnswerBulkRequests("forecast", _ => new BulkResponse("""{"celsius":7}"""));
        Assert.Equal(new ForecastResult(7), await Forecast.RequestAsync(device, new ForecastQuery(24), cancellationToken: Cancellation));
    }
}
