using System.Security.Cryptography.X509Certificates;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

public sealed partial class PeerComplaintTests
{
    private readonly TestCertificates _certificates = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C16_Of_two_pinned_roots_either_is_trusted_over_TCP_and_WebSocket(bool webSocket)
    {
        using var others = new TestCertificates("another root");
        string roots = others.Root.ExportCertificatePem() + "\n" + _certificates.Root.ExportCertificatePem();
        foreach (TestCertificates issuer in new[] { _certificates, others })
        {
            await using ModeSimulator mode = await StartSecureModeAsync(issuer.IssueServer());
            await using ModeDevice device = await ModeDevice.ConnectAsync(
                SecureOptions(mode, webSocket) with { TrustedRoots = roots }, Commands, Cancellation);
            Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Gauge(1), Cancellation));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C16_An_unknown_root_is_refused_by_its_name(bool webSocket)
    {
        using var others = new TestCertificates("another root");

        ModeConnectException refusal = await RefusalAsync(
            others.IssueServer(), DeviceStateReason.CertificateUntrusted, webSocket);

        Assert.Contains("another root", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C16_A_private_root_is_unknown_where_it_is_not_pinned() => await RefusalAsync(
        _certificates.IssueServer(), DeviceStateReason.CertificateUntrusted, change: options => options with { TrustedRoots = null });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C16_A_certificate_for_another_host_is_refused_by_both_names(bool webSocket)
    {
        ModeConnectException refusal = await RefusalAsync(
            _certificates.IssueServer("mqtt.example.org"), DeviceStateReason.CertificateForOtherHost, webSocket);

        Assert.Contains("mqtt.example.org", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C16_An_expired_certificate_is_refused_with_its_last_day(bool webSocket)
    {
        var lastDay = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

        ModeConnectException refusal = await RefusalAsync(
            _certificates.IssueServer(notBefore: lastDay.AddYears(-1), notAfter: lastDay), DeviceStateReason.CertificateExpired, webSocket);

        Assert.Contains("2024-05-06 07:08:09Z", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C17_A_clock_before_the_certificates_first_day_is_told_by_both_dates(bool webSocket)
    {
        Clock.SetUtcNow(DateTimeOffset.UnixEpoch);
        var firstDay = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

        ModeConnectException refusal = await RefusalAsync(
            _certificates.IssueServer(notBefore: firstDay),
            DeviceStateReason.ClockNotSet,
            webSocket,
            options => options with { TimeProvider = Clock });

        Assert.Contains("1970-01-01 00:00:00Z", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2024-05-06 07:08:09Z", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C17_Once_the_clock_is_set_the_device_connects_without_waiting_its_back_off_out()
    {
        Clock.SetUtcNow(DateTimeOffset.UnixEpoch);
        await using ModeSimulator mode = await StartSecureModeAsync(_certificates.IssueServer());
        var patient = new ReconnectOptions { FirstDelay = TimeSpan.FromDays(1), MaxDelay = TimeSpan.FromDays(1) };
        ModeDevice device = Track(ModeDevice.Start(SecureOptions(mode, false) with { TimeProvider = Clock, Reconnect = patient }, Commands));
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        for (int i = 0; i < 5; i++) await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((DeviceState.Recovering, DeviceStateReason.ClockNotSet), (device.State.State, device.State.Reason));

        Clock.SetUtcNow(DateTimeOffset.UtcNow);
        await PassAsync(TimeSpan.FromSeconds(1));

        await device.WhenReadyAsync(Cancellation);
        Assert.InRange(Clock.Elapsed, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
    }

    private static Task<ModeSimulator> StartSecureModeAsync(X509Certificate2 certificate) =>
        StartModeAsync(options => options with { TlsPort = 0, HttpsPort = 0, Certificate = certificate });

    private ModeDeviceOptions SecureOptions(ModeSimulator mode, bool webSocket) => Options(webSocket ? mode.HttpsPort : mode.TlsPort) with
    {
        UseTls = true,
        WebSocket = webSocket ? new MqttWebSocketOptions() : null,
        TrustedRoots = _certificates.Root.ExportCertificatePem(),
    };

    private async Task<ModeConnectException> RefusalAsync(
        X509Certificate2 certificate,
        DeviceStateReason reason,
        bool webSocket = false,
        Func<ModeDeviceOptions, ModeDeviceOptions>? change = null)
    {
        await using ModeSimulator mode = await StartSecureModeAsync(certificate);
        ModeDeviceOptions options = SecureOptions(mode, webSocket);
        await using var device = ModeDevice.Start(change?.Invoke(options) ?? options, Commands);

        DeviceStateChange refused = await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);

        Assert.Equal(reason, refused.Reason);
        Assert.Equal(0, mode.StartedSessions.Count);
        return Assert.IsType<ModeConnectException>(refused.Exception);
    }
}
