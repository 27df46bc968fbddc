using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ModeTyped.Simulator;

/// <summary>The ports that are open, on one Kestrel.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2? _certificate;

    private Listeners(WebApplication application, X509Certificate2? certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    public int Mqtt { get; private set; }

    public int? MqttTls { get; private set; }

    public int? Http { get; private set; }

    public int? Https { get; private set; }

    public static async Task<Listeners> StartAsync(
        Cloud cloud, CertificateAuthority? authority, WebConsole console, CancellationToken cancellationToken)
    {
        ModeSimulatorOptions options = cloud.Options;
        X509Certificate2? certificate = options.Certificate is null ? authority?.IssueServerCertificate(options.Address) : null;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(cloud);
        builder.Services.AddSingleton(options.LoggerFactory);
        builder.Services.AddRouting();

        ListenOptions? mqtt = null, mqttTls = null, http = null, https = null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Open(options.Port, listener => (mqtt = listener).UseConnectionHandler<MqttConnectionHandler>());
            Open(options.TlsPort, listener => UseTls(mqttTls = listener).UseConnectionHandler<MqttConnectionHandler>());
            Open(options.HttpPort, listener => (http = listener).Protocols = HttpProtocols.Http1);
            Open(options.HttpsPort, listener => UseTls(https = listener).Protocols = HttpProtocols.Http1);

            void Open(int? port, Action<ListenOptions> configure)
            {
                if (port is { } number) kestrel.Listen(options.Address, number, configure);
            }

            // MQTT clients may name an application protocol of their own (ALPN): none is negotiated.
            ListenOptions UseTls(ListenOptions listener) => listener.UseHttps((options.Certificate ?? certificate)!, tls =>
                tls.OnAuthenticate = (_, authentication) => authentication.ApplicationProtocols = null);
        });

        WebApplication application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        application.MapGet("/", new WebSocketTransport(cloud).HandleAsync);
        new RestApi(cloud).Map(application);
        console.Map(application, application.Lifetime.ApplicationStopping);

        var listeners = new Listeners(application, certificate);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await listeners.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        listeners.Mqtt = PortOf(mqtt)!.Value;
        listeners.MqttTls = PortOf(mqttTls);
        listeners.Http = PortOf(http);
        listeners.Https = PortOf(https);
        return listeners;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private static int? PortOf(ListenOptions? listener) => (listener?.EndPoint as IPEndPoint)?.Port;
}
