using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

public sealed class RestTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions
        {
            Devices = { [1234] = "key", [99] = "other" },
            HttpPort = 0,
            MaxSendsPerMinute = 5,
            TimeProvider = _time,
        });
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_mode.HttpPort}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _mode.DisposeAsync();
    }

    [Fact]
    public async Task A_token_provisions_one_device_that_can_connect()
    {
        string token = _mode.IssueProvisioningToken("serial-7");
        (HttpStatusCode status, JsonElement device) = await CallAsync(HttpMethod.Post, "/devices", $$"""{"token":"{{token}}"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("serial-7", device.GetProperty("tag").GetString());

        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(
            user: device.GetProperty("id").GetRawText(), password: device.GetProperty("apiKey").GetString()!));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);

        await FailsAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/devices", $$"""{"token":"{{token}}"}""");
    }

    [Fact]
    public async Task A_device_learns_about_itself()
    {
        (_, JsonElement before) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");
        Assert.Equal(1234, before.GetProperty("id").GetInt32());
        Assert.False(before.GetProperty("isConnected").GetBoolean());
        Assert.False(before.TryGetProperty("apiKey", out _));

        using RawClient client = await RawClient.ConnectAsync(_mode);
        (HttpStatusCode status, JsonElement after) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(after.GetProperty("isConnected").GetBoolean());
        Assert.Equal(_time.GetUtcNow(), after.GetProperty("lastConnectTime").GetDateTimeOffset());
    }

    [Fact]
    public async Task Every_field_of_a_device_is_told_as_the_cloud_set_it()
    {
        DateTimeOffset now = _time.GetUtcNow();
        _mode.ChangeDevice(1234, info => info with
        {
            Id = 5,
            ProjectId = 2,
            HomeId = 3,
            Name = "Porch",
            Tag = "SN-1",
            DeviceClass = "thermostat",
            ClaimCode = "c0de",
            ClaimExpirationTime = now,
            LastConnectTime = now,
            LastDisconnectTime = now,
            Channel = "beta",
            BundleInstalled = JsonElement.Parse("7"),
            BundleInstallTime = now,
        });

        (_, JsonElement device) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");

        string time = JsonSerializer.Serialize(now);
        Assert.Equal(
            $$"""
            {"id":1234,"projectId":2,"homeId":3,"creationTime":{{time}},"name":"Porch","tag":"SN-1","deviceClass":"thermostat",
            "claimCode":"c0de","claimTime":{{time}},"claimExpirationTime":{{time}},"isConnected":false,"lastConnectTime":{{time}},
            "lastDisconnectTime":{{time}},"channel":"beta","bundleInstalled":7,"bundleInstallTime":{{time}}}
            """.ReplaceLineEndings(""),
            device.GetRawText());
        Assert.Equal("Porch", _mode.FindDevice(1234)!.Name);
        Assert.Null(_mode.FindDevice(5));
        Assert.Throws<ArgumentException>(() => _mode.ChangeDevice(5, info => info));
    }

    [Fact]
    public async Task A_device_without_a_home_tells_none()
    {
        _mode.ChangeDevice(1234, info => info with { HomeId = null });

        (_, JsonElement device) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");

        Assert.False(device.TryGetProperty("homeId", out _));
    }

    [Fact]
    public async Task Claim_mode_begins_and_ends()
    {
        (HttpStatusCode status, JsonElement answer) = await CallAsync(
            HttpMethod.Post, "/deviceRegistration", """{"deviceId":1234,"claimable":true,"duration":300}""", "key");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), answer.GetProperty("claimExpirationTime").GetDateTimeOffset());
        (_, JsonElement device) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), device.GetProperty("claimExpirationTime").GetDateTimeOffset());

        (status, _) = await CallAsync(HttpMethod.Post, "/deviceRegistration", """{"deviceId":1234,"claimable":false}""", "key");
        Assert.Equal(HttpStatusCode.OK, status);
        (_, device) = await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");
        Assert.False(device.TryGetProperty("claimExpirationTime", out _));
    }

    [Fact]
    public async Task Claim_mode_takes_a_form_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deviceRegistration")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["deviceId"] = "1234",
                ["claimable"] = "1",
                ["duration"] = "60",
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("ModeCloud", "key");
        using HttpResponseMessage response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Calls_without_the_devices_own_key_fail()
    {
        await FailsAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/devices/1234");
        await FailsAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/devices/1234", key: "wrong");
        await FailsAsync(HttpStatusCode.Forbidden, HttpMethod.Get, "/devices/1234", key: "other");
        await FailsAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/devices/me", key: "key");
    }

    [Theory]
    [InlineData("/devices", "nothing")]
    [InlineData("/devices", "null")]
    [InlineData("/devices", "{}")]
    [InlineData("/devices", """{"token":"unknown"}""")]
    [InlineData("/deviceRegistration", "{}")]
    [InlineData("/deviceRegistration", """{"deviceId":1234,"claimable":true}""")]
    public async Task A_body_that_does_not_fit_fails(string path, string body) =>
        await FailsAsync(HttpStatusCode.BadRequest, HttpMethod.Post, path, body, "key");

    [Fact]
    public async Task Too_many_calls_are_told_when_to_try_again()
    {
        for (int call = 0; call < 5; call++) await CallAsync(HttpMethod.Get, "/devices/1234", key: "key");
        _time.Advance(TimeSpan.FromSeconds(20.5));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/devices/1234");
        request.Headers.Authorization = new AuthenticationHeaderValue("ModeCloud", "key");
        using HttpResponseMessage response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(40), response.Headers.RetryAfter!.Delta);
        Assert.Equal("""{"reason":"RATE_LIMIT_EXCEEDED"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_failure_can_be_had()
    {
        _mode.Faults.RestFailure = new RestFailure(503, "DOWN") { RetryAfter = TimeSpan.FromSeconds(7), Data = """{"until":"noon"}""" };
        using HttpResponseMessage response = await _http.GetAsync(new Uri("/devices/1234", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        Assert.Equal("""{"reason":"DOWN","data":{"until":"noon"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Data_of_a_failure_that_is_not_a_JSON_object_is_refused_where_it_is_made() =>
        Assert.Throws<ArgumentException>(() => new RestFailure(503, "DOWN") { Data = "until noon" });

    private async Task FailsAsync(HttpStatusCode expected, HttpMethod method, string path, string? body = null, string? key = null)
    {
        (HttpStatusCode status, JsonElement answer) = await CallAsync(method, path, body, key);
        Assert.Equal(expected, status);
        Assert.NotEmpty(answer.GetProperty("reason").GetString()!);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(
        HttpMethod method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("ModeCloud", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.SendAsync(request);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }
}
