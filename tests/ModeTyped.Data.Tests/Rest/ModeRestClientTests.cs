using System.Net;
using ModeTyped.Rest;
using ModeTyped.TestSupport;

namespace ModeTyped.Data.Tests.Rest;

public sealed class ModeRestClientTests : IDisposable
{
    private const string Key = "v1.ZHwxMjM0.secret";

    private static readonly DeviceCredentials Device = new(18446744073709551615, Key);

    private readonly RestServer _server = new();
    private readonly HttpClient _http;
    private readonly VirtualTimeProvider _clock = new();
    private readonly ModeRestClient _client;

    public ModeRestClientTests()
    {
        _http = new HttpClient(_server);
        _client = new ModeRestClient(_http, new ModeRestOptions { TimeProvider = _clock });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Created)]
    public async Task A_token_is_exchanged_for_a_device_id_and_a_key_without_authorization(HttpStatusCode status)
    {
        _server.Answers(status, $$"""{"id":18446744073709551615,"apiKey":"{{Key}}","projectId":7,"somethingNew":[]}""");

        DeviceCredentials device = await _client.ProvisionAsync("tok\"en", Cancel);

        Assert.Equal(Device, device);
        Assert.Equal(
            ("POST https://api.tinkermode.com/devices", null, "application/json", """{"token":"tok\u0022en"}"""),
            Assert.Single(_server.Requests));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"apiKey":""}""")]
    [InlineData("""{"id":1,"apiKey":"two words"}""")]
    [InlineData("""{"id":-1,"apiKey":"k"}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task A_provisioning_answer_without_usable_credentials_is_an_error_that_tells_no_key(string answer)
    {
        _server.Answers(HttpStatusCode.OK, answer);

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.ProvisionAsync("token", Cancel));

        Assert.Null(exception.StatusCode);
        Assert.DoesNotContain("two words", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_device_info_has_every_field_that_MODE_documents()
    {
        _server.Answers(HttpStatusCode.OK, """
            {"id":12,"projectId":3,"creationTime":"2024-01-02T03:04:05.123456789Z","name":"Porch","tag":"SN-1",
             "deviceClass":"thermostat","homeId":99,"apiKey":"k","claimCode":"c","claimTime":"",
             "claimExpirationTime":null,"isConnected":true,"lastConnectTime":"2024-01-02T03:04:05Z",
             "lastDisconnectTime":"2024-01-02T05:04:05+02:00","channel":"beta","bundleInstalled":"b-7",
             "bundleInstallTime":"2024-01-02T03:04:05Z","unknown":[1]}
            """);

        DeviceInfo info = await _client.GetDeviceAsync(Device, Cancel);

        var time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(
            new DeviceInfo
            {
                Id = 12,
                ProjectId = 3,
                CreationTime = time.AddTicks(1234567),
                Name = "Porch",
                Tag = "SN-1",
                DeviceClass = "thermostat",
                HomeId = 99,
                ApiKey = "k",
                ClaimCode = "c",
                IsConnected = true,
                LastConnectTime = time,
                LastDisconnectTime = time,
                Channel = "beta",
                BundleInstallTime = time,
            },
            info with { BundleInstalled = null });
        Assert.Equal("b-7", info.BundleInstalled?.GetString());
        Assert.Equal(
            ("GET https://api.tinkermode.com/devices/18446744073709551615", "ModeCloud " + Key, null, ""),
            Assert.Single(_server.Requests));
    }

    [Fact]
    public async Task Claim_mode_goes_on_for_whole_seconds_and_tells_when_it_ends()
    {
        _server.Answers(HttpStatusCode.OK, """{"claimExpirationTime":"2024-01-02T03:04:05.5Z"}""");

        DateTimeOffset end = await _client.EnableClaimModeAsync(Device, TimeSpan.FromMinutes(5), Cancel);

        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, 500, TimeSpan.Zero), end);
        Assert.Equal(
            ("POST https://api.tinkermode.com/deviceRegistration", "ModeCloud " + Key, "application/json",
                """{"deviceId":18446744073709551615,"claimable":true,"duration":300}"""),
            Assert.Single(_server.Requests));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.NoContent, "")]
    public async Task Claim_mode_goes_off(HttpStatusCode status, string answer)
    {
        _server.Answers(status, answer);

        await _client.DisableClaimModeAsync(Device, Cancel);

        Assert.Equal("""{"deviceId":18446744073709551615,"claimable":false}""", Assert.Single(_server.Requests).Body);
    }

    [Fact]
    public async Task A_refusal_carries_its_status_reason_and_data()
    {
        _server.Answers(HttpStatusCode.Forbidden, """{"reason":"DEVICE_NOT_CLAIMABLE","data":{"id":5}}""");

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, exception.StatusCode);
        Assert.Equal("DEVICE_NOT_CLAIMABLE", exception.Reason);
        Assert.Equal("""{"id":5}""", exception.ReasonData?.GetRawText());
        Assert.Contains("403 DEVICE_NOT_CLAIMABLE", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>502</html>")]
    [InlineData("""{"reason":7}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_refusal_in_another_form_has_the_reason_UNKNOWN(string body)
    {
        _server.Answers(HttpStatusCode.BadGateway, body);

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Equal((HttpStatusCode.BadGateway, "UNKNOWN"), (exception.StatusCode, exception.Reason));
    }

    [Fact]
    public async Task A_call_over_the_rate_limit_waits_as_long_as_MODE_says_and_is_made_again()
    {
        _server
            .Answers(HttpStatusCode.TooManyRequests, """{"reason":"RATE_LIMIT_EXCEEDED"}""", retryAfter: "7")
            .Answers(HttpStatusCode.OK, """{"id":1}""");

        Task<DeviceInfo> call = _client.GetDeviceAsync(Device, Cancel);

        await _clock.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(7), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(_server.Requests);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1ul, (await call).Id);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_given_as_a_date_is_honoured()
    {
        string date = _clock.GetUtcNow().AddSeconds(30).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        _server.Answers(HttpStatusCode.TooManyRequests, retryAfter: date).Answers(HttpStatusCode.OK, """{"id":1}""");

        Task<DeviceInfo> call = _client.GetDeviceAsync(Device, Cancel);

        await _clock.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(TimeSpan.FromSeconds(30), _clock.NextTimer);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await call;
    }

    [Fact]
    public async Task A_longer_wait_than_allowed_is_left_to_the_caller()
    {
        _server.Answers(HttpStatusCode.TooManyRequests, """{"reason":"RATE_LIMIT_EXCEEDED"}""", retryAfter: "61");

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Equal(TimeSpan.FromSeconds(61), exception.RetryAfter);
        Assert.Equal("RATE_LIMIT_EXCEEDED", exception.Reason);
    }

    [Fact]
    public async Task Retries_end()
    {
        for (int i = 0; i < 4; i++) _server.Answers(HttpStatusCode.TooManyRequests, retryAfter: "0");

        await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_timeout()
    {
        _server.StaysSilent();

        Task<DeviceInfo> call = _client.GetDeviceAsync(Device, Cancel);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => call);
        Assert.Contains("00:00:10", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_the_callers_own()
    {
        _server.StaysSilent();
        using var cancel = new CancellationTokenSource();

        Task<DeviceInfo> call = _client.GetDeviceAsync(Device, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_broken_network_is_a_typed_error()
    {
        _server.Fails(new HttpRequestException("Name or service not known"));

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Null(exception.StatusCode);
        Assert.Contains("Name or service not known", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        _server.Answers(HttpStatusCode.OK, new string(' ', (1024 * 1024) + 1));

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Contains("1048576", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_key_reaches_no_text()
    {
        _server
            .Answers(HttpStatusCode.Unauthorized, """{"reason":"INVALID_KEY"}""")
            .Fails(new HttpRequestException("refused"));

        var refused = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));
        var failed = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        foreach (string text in new[]
        {
            Device.ToString(), refused.ToString(), failed.ToString(),
            new DeviceInfo { Id = 1, ApiKey = Key, ClaimCode = Key }.ToString(),
        })
        {
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_base_address_may_have_a_path()
    {
        _server.Answers(HttpStatusCode.OK, """{"id":1}""");
        var client = new ModeRestClient(_http, new ModeRestOptions { BaseAddress = new Uri("http://localhost:8080/mode") });

        await client.GetDeviceAsync(new DeviceCredentials(1, Key), Cancel);

        Assert.Equal("GET http://localhost:8080/mode/devices/1", Assert.Single(_server.Requests).Line);
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_anything_is_sent()
    {
        Assert.Throws<ArgumentException>(() => new DeviceCredentials(1, " "));
        Assert.Throws<ArgumentException>(() => new DeviceCredentials(1, "a\nb"));
        Assert.Throws<ArgumentException>(() => new ModeRestOptions { BaseAddress = new Uri("ftp://localhost/") });
        Assert.Throws<ArgumentException>(() => new ModeRestOptions { BaseAddress = new Uri("/x", UriKind.Relative) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeRestOptions { Timeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeRestOptions { MaxRetries = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModeRestOptions { MaxRetryDelay = TimeSpan.FromSeconds(-1) });
        await Assert.ThrowsAsync<ArgumentException>(() => _client.ProvisionAsync(" ", Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => _client.EnableClaimModeAsync(Device, TimeSpan.FromSeconds(0.9), Cancel));
        Assert.Empty(_server.Requests);
    }
}
