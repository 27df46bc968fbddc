using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModeTyped.Mqtt;

namespace ModeTyped;

/// <summary>How a device reaches MODE. Immutable; the API key never appears in <see cref="object.ToString"/> or a log.</summary>
public sealed record ModeDeviceOptions
{
    private static readonly MqttLinkFactory DefaultLinkFactory = new();

    /// <summary>The device id that MODE assigned: an unsigned 64-bit number, sent as the MQTT user name.</summary>
    public required ulong DeviceId { get; init; }

    /// <summary>The API key that MODE issued to the device, sent as the MQTT password.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The MQTT host; <c>mqtt.tinkermode.com</c> unless set.</summary>
    public string Host { get; init; } = "mqtt.tinkermode.com";

    /// <summary>The MQTT port, 1 to 65,535; 8883 unless set (MODE listens there for TLS, and on 1883 without).</summary>
    public int Port { get; init; } = 8883;

    /// <summary>Whether the connection is encrypted; true unless set. The key is sent in the clear without.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>
    /// The only certificate authorities to trust, as PEM text with one or more certificates; the system's unless set. The
    /// host name is checked in any case.
    /// </summary>
    public string? TrustedRoots { get; init; }

    /// <summary>
    /// The certificate, with its private key, by which the device proves itself to a private host; none unless set. With
    /// one, <see cref="ApiKey"/> may be empty.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Carries MQTT over a WebSocket (MODE: port 443, or 80 without TLS); plain TCP unless set.</summary>
    public MqttWebSocketOptions? WebSocket { get; init; }

    /// <summary>
    /// The MQTT keep-alive, 1 to 65,535 whole seconds; 30 seconds unless set. A dead connection is noticed within 1.5 times
    /// of it.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take, up to MODE's CONNACK, above zero; 15 seconds unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a send may take before its fate is <see cref="SendFate.Expired"/>, above zero; 30 seconds unless set.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for the outbox to empty, zero or more; 5 seconds unless set.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The most messages sent in any minute, 1 or more; 600 unless set, which is where MODE's cloud ends the session. The
    /// device sends a twelfth of it in a burst and five sixths of it a minute steadily, so that messages held back on the
    /// network do not pass the limit either. Null for a private host without a limit.
    /// </summary>
    public int? SendsPerMinute { get; init; } = 600;

    /// <summary>The most QoS 1 messages that await their acknowledgement at a time, 1 to 65,535; 16 unless set.</summary>
    public int InFlightWindow { get; init; } = 16;

    /// <summary>How messages are kept until MODE acknowledges them.</summary>
    public OutboxOptions Outbox { get; init; } = new();

    /// <summary>How received commands wait for their handlers.</summary>
    public CommandOptions Commands { get; init; } = new();

    /// <summary>How soon a lost connection is made again.</summary>
    public ReconnectOptions Reconnect { get; init; } = new();

    /// <summary>Where the device logs; nowhere unless set.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of every wait and timer; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal Random Random { get; init; } = Random.Shared;

    internal IMqttLinkFactory LinkFactory { get; init; } = DefaultLinkFactory;

    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    internal void Validate()
    {
        Require(ClientCertificate is not null || !string.IsNullOrWhiteSpace(ApiKey), nameof(ApiKey), "must be the key that MODE issued to the device");
        Require(!string.IsNullOrWhiteSpace(Host), nameof(Host), "must be a host name or address");
        Require(Port is >= 1 and <= 65_535, nameof(Port), "must be 1 to 65,535");
        Require(
            KeepAlive.TotalSeconds is >= 1 and <= 65_535 && KeepAlive.Ticks % TimeSpan.TicksPerSecond == 0,
            nameof(KeepAlive),
            "must be 1 to 65,535 whole seconds");
        Require(ConnectTimeout > TimeSpan.Zero, nameof(ConnectTimeout), "must be above zero");
        Require(SendTimeout > TimeSpan.Zero, nameof(SendTimeout), "must be above zero");
        Require(DrainTimeout >= TimeSpan.Zero, nameof(DrainTimeout), "must be zero or more");
        Require(SendsPerMinute is null or >= 1, nameof(SendsPerMinute), "must be 1 or more, or null for no limit");
        Require(InFlightWindow is >= 1 and <= 65_535, nameof(InFlightWindow), "must be 1 to 65,535");
        Require(Outbox.MaxMessages >= 1, "Outbox.MaxMessages", "must be 1 or more");
        Require(Outbox.MaxBytes >= 1, "Outbox.MaxBytes", "must be 1 or more");
        Require(Commands.MaxCommands >= 1, "Commands.MaxCommands", "must be 1 or more");
        Require(Commands.MaxBytes >= 1, "Commands.MaxBytes", "must be 1 or more");
        Require(Reconnect.FirstDelay > TimeSpan.Zero, "Reconnect.FirstDelay", "must be above zero");
        Require(Reconnect.MaxDelay >= Reconnect.FirstDelay, "Reconnect.MaxDelay", "must be at least Reconnect.FirstDelay");
        Require(Reconnect.ResetAfter >= TimeSpan.Zero, "Reconnect.ResetAfter", "must be zero or more");

        Require(
            WebSocket is null || WebSocket.Path.StartsWith('/'), "WebSocket.Path", "must begin with a slash");
        Require(
            ClientCertificate is null || ClientCertificate.HasPrivateKey, nameof(ClientCertificate), "must have its private key");

        static void Require(bool holds, string option, string rule)
        {
            if (!holds) throw new ArgumentException($"The device option {option} {rule}.", option);
        }
    }

    /// <exception cref="ArgumentException">The trusted roots cannot be read.</exception>
    internal MqttLinkOptions ToLinkOptions() => new()
    {
        Host = Host,
        Port = Port,
        UseTls = UseTls,
        Transport = WebSocket is null ? MqttTransport.Tcp : MqttTransport.WebSocket,
        WebSocketPath = WebSocket?.Path ?? "/",
        OfferWebSocketSubProtocol = WebSocket?.OfferSubProtocol ?? true,
        TrustedRoots = ReadRoots(TrustedRoots),
        ClientCertificate = ClientCertificate,
        UserName = DeviceId.ToString(CultureInfo.InvariantCulture),
        Password = ApiKey.Length > 0 ? ApiKey : null,
        KeepAlive = KeepAlive,
        ConnectTimeout = ConnectTimeout,
        InFlightWindow = InFlightWindow,
        TimeProvider = TimeProvider,
    };

    private static X509Certificate2Collection? ReadRoots(string? pem)
    {
        if (pem is null) return null;
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException($"The device option TrustedRoots must be certificates in PEM form. {e.Message}", e);
        }

        return roots.Count > 0
            ? roots
            : throw new ArgumentException("The device option TrustedRoots must hold a certificate in PEM form.");
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"DeviceId = {DeviceId}, Host = {Host}, Port = {Port}, UseTls = {UseTls}");
        return true;
    }
}
