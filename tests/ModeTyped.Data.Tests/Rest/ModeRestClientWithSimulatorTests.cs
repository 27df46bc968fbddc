using System.Net;
using ModeTyped.Rest;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Data.Tests.Rest;

/// <summary>The REST side of a device against the simulator, over real HTTP.</summary>
public sealed class ModeRestClientWithSimulatorTests : IAsyncLifetime
{
    private const string Key = "v1.ZHwxMjM0.secret";

    private static readonly DeviceCredentials Device = new(1234, Key);

    private readonly VirtualTimeProvider _clock = new();
    private readonly LogRecorder _log = new();
    private readonly HttpClient _http = new();
    private ModeSimulator _mode = null!;
    private ModeRestClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions
            {
                Devices = { [1234] = Key },
                HttpPort = 0,
                MaxSendsPerMinute = 3,
                TimeProvider = _clock,
                LoggerFactory = _log,
            },
            Cancel);

        // An attempt may take longer than the wait between two, so that the clock's next timer tells them apart.
        _client = new ModeRestClient(_http, new ModeRestOptions
        {
            BaseAddress = new Uri($"http://127.0.0.1:{_mode.HttpPort}"),
            Timeout = TimeSpan.FromHours(1),
            TimeProvider = _clock,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _mode.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_device_provisioned_by_a_token_connects()
    {
        DeviceCredentials credentials = await _client.ProvisionAsync(_mode.IssueProvisioningToken("SN-7"), Cancel);

        await using ModeDevice device = await ModeDevice.ConnectAsync(
            new ModeDeviceOptions
            {
                DeviceId = credentials.DeviceId,
                ApiKey = credentials.ApiKey,
                Host = "127.0.0.1",
                Port = _mode.Port,
                UseTls = false,
            },
            cancellationToken: Cancel);
        DeviceInfo info = await _client.GetDeviceAsync(credentials, Cancel);

        Assert.Equal((credentials.DeviceId, "SN-7", true), (info.Id, info.Tag, info.IsConnected));
        Assert.Equal(_clock.GetUtcNow(), info.LastConnectTime);
    }

    [Fact]
    public async Task A_token_is_good_for_one_device()
    {
        string token = _mode.IssueProvisioningToken();
        await _client.ProvisionAsync(token, Cancel);

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.ProvisionAsync(token, Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_TOKEN"), (exception.StatusCode, exception.Reason));
    }

    [Fact]
    public async Task Claim_mode_goes_on_until_its_expiry_and_off()
    {
        DateTimeOffset expiry = await _client.EnableClaimModeAsync(Device, TimeSpan.FromMinutes(5), Cancel);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(5), expiry);

        await _client.DisableClaimModeAsync(Device, Cancel);
        Assert.Null((await _client.GetDeviceAsync(Device, Cancel)).ClaimExpirationTime);
    }

    [Fact]
    public async Task A_call_over_the_rate_limit_is_made_again_when_MODE_says_so()
    {
        for (int i = 0; i < 3; i++) await _client.GetDeviceAsync(Device, Cancel);
        _clock.Advance(TimeSpan.FromSeconds(20));

        Task<DeviceInfo> call = _client.GetDeviceAsync(Device, Cancel);
        await _clock.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(40), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(40) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(1234ul, (await call).Id);
    }

    [Fact]
    public async Task Every_failure_keeps_its_shape()
    {
        _mode.Faults.RestFailure = new RestFailure(409, "DEVICE_ALREADY_IN_HOME") { Data = """{"homeId":5}""" };

        var exception = await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(Device, Cancel));

        Assert.Equal((HttpStatusCode.Conflict, "DEVICE_ALREADY_IN_HOME"), (exception.StatusCode, exception.Reason));
        Assert.Equal("""{"homeId":5}""", exception.ReasonData?.GetRawText());
    }

    [Fact]
    public async Task The_API_key_reaches_no_exception_and_no_log()
    {
        var stranger = new DeviceCredentials(99, Key);
        var wrong = new DeviceCredentials(1234, Key + "2");
        await _client.GetDeviceAsync(Device, Cancel);
        string[] errors =
        [
            $"{await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(stranger, Cancel))}",
            $"{await Assert.ThrowsAsync<ModeRestException>(() => _client.GetDeviceAsync(wrong, Cancel))}",
            $"{await Assert.ThrowsAsync<ModeRestException>(() => _client.EnableClaimModeAsync(wrong, TimeSpan.FromMinutes(1), Cancel))}",
        ];

        Assert.All(errors, error => Assert.DoesNotContain("secret", error, StringComparison.Ordinal));
        Assert.NotEmpty(_log.Entries);
        Assert.All(_log.Entries, entry => Assert.DoesNotContain("secret", entry.Text, StringComparison.Ordinal));
    }
}
