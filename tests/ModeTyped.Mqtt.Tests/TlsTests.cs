using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsTests() => _listener.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Stop();
        _certificates.Dispose();
    }

    [Fact]
    public async Task An_unknown_root_is_refused_by_name()
    {
        using var others = new TestCertificates("another root");
        MqttLinkException refused = await RefusedAsync(others.IssueServer());
        Assert.Equal(TlsFailure.UnknownRoot, refused.TlsFailure);
        Assert.Contains("another root", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_root_that_is_not_pinned_is_unknown_to_the_system()
    {
        MqttLinkException refused = await RefusedAsync(_certificates.IssueServer(), options => options with { TrustedRoots = null });
        Assert.Equal(TlsFailure.UnknownRoot, refused.TlsFailure);
    }

    [Fact]
    public async Task Another_host_s_certificate_is_refused()
    {
        MqttLinkException refused = await RefusedAsync(_certificates.IssueServer("mqtt.example.org"));
        Assert.Equal(TlsFailure.WrongHost, refused.TlsFailure);
        Assert.Contains("127.0.0.1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_with_its_last_day()
    {
        var lastDay = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);
        MqttLinkException refused = await RefusedAsync(_certificates.IssueServer(notBefore: lastDay.AddYears(-1), notAfter: lastDay));
        Assert.Equal(TlsFailure.Expired, refused.TlsFailure);
        Assert.Contains("2024-05-06 07:08:09Z", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_not_set_is_told_by_both_dates()
    {
        var clock = new VirtualTimeProvider(DateTimeOffset.UnixEpoch);
        MqttLinkException refused = await RefusedAsync(
            _certificates.IssueServer(), options => options with { TimeProvider = clock });
        Assert.Equal(TlsFailure.NotYetValid, refused.TlsFailure);
        Assert.Contains("1970-01-01 00:00:00Z", refused.Message, StringComparison.Ordinal);
        Assert.Contains("valid from 20", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_apart()
    {
        Task<MqttLinkException> refused = ConnectAsync(options => options);
        using Socket socket = await _listener.AcceptSocketAsync(Cancellation);
        await socket.SendAsync("this is no TLS server"u8.ToArray(), Cancellation);
        Assert.Equal(TlsFailure.Other, (await refused).TlsFailure);
        Assert.Equal(MqttCloseReason.TlsError, (await refused).Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Any_of_several_pinned_roots_is_accepted(bool isLast)
    {
        using var others = new TestCertificates("another root");
        using X509Certificate2 certificate = (isLast ? others : _certificates).IssueServer();
        Task<MqttLinkException> connecting = ConnectAsync(
            options => options with { TrustedRoots = [_certificates.Root, others.Root] });
        using Socket socket = await _listener.AcceptSocketAsync(Cancellation);
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(certificate);
        var connect = new byte[25];
        await tls.ReadExactlyAsync(connect, Cancellation);
        Assert.Equal(0x10, connect[0]);
        await tls.WriteAsync(new byte[] { 0x20, 2, 0, 3 }, Cancellation);
        Assert.Equal(MqttCloseReason.ServerUnavailable, (await connecting).Reason);
    }

    private async Task<MqttLinkException> RefusedAsync(
        X509Certificate2 certificate, Func<MqttLinkOptions, MqttLinkOptions>? change = null)
    {
        Task<MqttLinkException> connecting = ConnectAsync(change ?? (options => options));
        using Socket socket = await _listener.AcceptSocketAsync(Cancellation);
        await using var tls = new SslStream(new NetworkStream(socket));
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            Assert.Equal(0, await tls.ReadAsync(new byte[1], Cancellation));
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, as it should.
        }

        certificate.Dispose();
        MqttLinkException refused = await connecting;
        Assert.Equal(MqttCloseReason.TlsError, refused.Reason);
        Assert.DoesNotContain("the-key", refused.ToString(), StringComparison.Ordinal);
        return refused;
    }

    private Task<MqttLinkException> ConnectAsync(Func<MqttLinkOptions, MqttLinkOptions> change)
    {
        var options = new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            UserName = "1",
            Password = "the-key",
            TrustedRoots = [_certificates.Root],
        };
        return Assert.ThrowsAsync<MqttLinkException>(async () =>
            await new MqttLinkFactory().ConnectAsync(change(options), new RecordingReceiver(), Cancellation));
    }
}
