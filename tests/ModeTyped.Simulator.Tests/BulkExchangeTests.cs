using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

public sealed class BulkExchangeTests : IAsyncLifetime
{
    private const string Topic = "/devices/1234/bulkData/forecast";

    private readonly VirtualTimeProvider _time = new();
    private ModeSimulator _mode = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" }, TimeProvider = _time });
        _client = await RawClient.ConnectAsync(_mode);
        await _client.SendAsync(RawClient.Subscribe(1, ($"{Topic}/response", 0)));
        await _client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _mode.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_answered_by_the_function_of_its_label()
    {
        _mode.AnswerBulkRequests("forecast", request =>
            new BulkResponse($$$"""{"hours":{{{request.Payload.GetProperty("hours").GetInt32() * 2}}}}"""));
        await RequestAsync("r-1", """{"hours":12}""");
        await ExpectAsync("""{"requestId":"r-1","status":"OK","payload":{"hours":24}}""");

        BulkRequest request = Assert.Single(_mode.BulkRequests.ToList());
        Assert.Equal((1234ul, "forecast", "r-1"), (request.DeviceId, request.Label, request.RequestId));
    }

    [Theory]
    [InlineData("SERVICE_UNAVAILABLE")]
    [InlineData("SOMETHING_NEW")]
    public async Task Every_status_can_be_answered(string status)
    {
        _mode.AnswerBulkRequests("forecast", _ => new BulkResponse { Status = status });
        await RequestAsync("r-1");
        await ExpectAsync($$$"""{"requestId":"r-1","status":"{{{status}}}","payload":{}}""");
    }

    [Fact]
    public async Task A_label_that_nobody_answers_is_invalid()
    {
        await RequestAsync("r-1");
        await ExpectAsync("""{"requestId":"r-1","status":"INVALID_BULK_DATA_LABEL","payload":{}}""");
    }

    [Fact]
    public async Task A_label_other_than_the_topics_is_invalid()
    {
        _mode.AnswerBulkRequests("forecast", _ => new BulkResponse());
        await _client.SendAsync(RawClient.Publish($"{Topic}/request", """{"bulkDataLabel":"Forecast","requestId":"r-1","payload":{}}"""));
        await ExpectAsync("""{"requestId":"r-1","status":"INVALID_BULK_DATA_LABEL","payload":{}}""");
    }

    [Fact]
    public async Task A_function_that_throws_is_a_service_that_is_unavailable()
    {
        _mode.AnswerBulkRequests("forecast", BulkResponse (_) => throw new InvalidOperationException("broken"));
        await RequestAsync("r-1");
        await ExpectAsync("""{"requestId":"r-1","status":"SERVICE_UNAVAILABLE","payload":{}}""");
    }

    [Fact]
    public async Task Canned_files_answer_what_no_function_does_and_may_change_meanwhile()
    {
        string folder = Directory.CreateTempSubdirectory("modetyped-answers-").FullName;
        await using ModeSimulator mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = { [1234] = "key" }, BulkResponseFolder = folder });
        using RawClient client = await RawClient.ConnectAsync(mode);
        await client.SendAsync(RawClient.Subscribe(1, ($"{Topic}/response", 0)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);

        await AskAsync("""{"payload":{"hours":24}}""", """{"requestId":"r","status":"OK","payload":{"hours":24}}""");
        await AskAsync(
            """{"status":"SOMETHING_NEW","payload":{},"delay":"00:00:00.001"}""",
            """{"requestId":"r","status":"SOMETHING_NEW","payload":{}}""");
        await AskAsync("""{"payload":[]}""", """{"requestId":"r","status":"SERVICE_UNAVAILABLE","payload":{}}""");
        await AskAsync("""not JSON""", """{"requestId":"r","status":"SERVICE_UNAVAILABLE","payload":{}}""");
        mode.AnswerBulkRequests("forecast", _ => new BulkResponse("""{"by":"function"}"""));
        await AskAsync("""{"payload":{}}""", """{"requestId":"r","status":"OK","payload":{"by":"function"}}""");
        Directory.Delete(folder, recursive: true);

        async Task AskAsync(string file, string answer)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "forecast.json"), file);
            await client.SendAsync(RawClient.Publish(
                $"{Topic}/request", """{"bulkDataLabel":"forecast","requestId":"r","payload":{}}"""));
            await client.ExpectAsync(RawClient.Publish($"{Topic}/response", answer));
        }
    }

    [Fact]
    public async Task Answers_can_be_late_duplicate_and_lost()
    {
        _mode.AnswerBulkRequests("forecast", request => request.RequestId switch
        {
            "late" => new BulkResponse { Delay = TimeSpan.FromMinutes(5) },
            "duplicate" => new BulkResponse { Copies = 2 },
            _ => BulkResponse.None,
        });
        await RequestAsync("late");
        await RequestAsync("lost");
        await RequestAsync("duplicate");
        await ExpectAsync("""{"requestId":"duplicate","status":"OK","payload":{}}""");
        await ExpectAsync("""{"requestId":"duplicate","status":"OK","payload":{}}""");

        await _time.WhenTimerIsDueWithinAsync(TimeSpan.FromMinutes(5));
        await _client.SendAsync(0xC0, 0x00);
        await _client.ExpectAsync(0xD0, 0x00);
        _time.Advance(TimeSpan.FromSeconds(80));
        await _client.SendAsync(0xC0, 0x00);
        await _client.ExpectAsync(0xD0, 0x00);
        _time.Advance(TimeSpan.FromSeconds(80));
        await _client.SendAsync(0xC0, 0x00);
        await _client.ExpectAsync(0xD0, 0x00);
        _time.Advance(TimeSpan.FromSeconds(80));
        await _client.SendAsync(0xC0, 0x00);
        await _client.ExpectAsync(0xD0, 0x00);
        _time.Advance(TimeSpan.FromSeconds(60));
        await ExpectAsync("""{"requestId":"late","status":"OK","payload":{}}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    public void An_answer_that_is_not_a_JSON_object_is_refused_where_it_is_made(string payload) =>
        Assert.Throws<ArgumentException>(() => new BulkResponse(payload));

    [Fact]
    public void An_answer_before_its_time_or_fewer_than_none_is_refused_where_it_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BulkResponse { Delay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BulkResponse { Copies = -1 });
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"bulkDataLabel":"forecast","payload":{}}""")]
    [InlineData("""{"requestId":"r-1","payload":{}}""")]
    [InlineData("""{"bulkDataLabel":"forecast","requestId":"r-1"}""")]
    [InlineData("""{"bulkDataLabel":"forecast","requestId":"r-1","payload":[]}""")]
    public async Task A_request_that_is_not_one_is_reported(string request)
    {
        await _client.SendAsync(RawClient.Publish($"{Topic}/request", request));
        Assert.Equal(Restriction.Payload, (await _mode.Refusals.WaitAsync()).Restriction);
        Assert.Equal(0, _mode.BulkRequests.Count);
    }

    private Task RequestAsync(string requestId, string payload = "{}") => _client.SendAsync(RawClient.Publish(
        $"{Topic}/request", $$$"""{"bulkDataLabel":"forecast","requestId":"{{{requestId}}}","payload":{{{payload}}}}"""));

    private Task ExpectAsync(string message) => _client.ExpectAsync(RawClient.Publish($"{Topic}/response", message));
}
