using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModeTyped.Simulator;

/// <summary>What a simulator serves, and to whom. API keys never appear in <see cref="object.ToString"/> or a log.</summary>
public sealed record ModeSimulatorOptions
{
    /// <summary>The devices that may connect: API key by device id. Read once, at the start.</summary>
    public IDictionary<ulong, string> Devices { get; init; } = new Dictionary<ulong, string>();

    /// <summary>The address to listen on; loopback unless set, so that nothing outside this machine gets in.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port for MQTT; 0, as it is unless set, takes a free one (<see cref="ModeSimulator.Port"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not 0 to 65,535.</exception>
    public int Port
    {
        get;
        init => field = RequirePort(value);
    }

    /// <summary>The TCP port for MQTT over TLS; 0 takes a free one, null, as it is unless set, opens none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not 0 to 65,535.</exception>
    public int? TlsPort
    {
        get;
        init => field = RequirePort(value);
    }

    /// <summary>
    /// The TCP port for REST calls and, at the path <c>/</c>, MQTT over WebSocket; 0 takes a free one, null, as it is
    /// unless set, opens none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not 0 to 65,535.</exception>
    public int? HttpPort
    {
        get;
        init => field = RequirePort(value);
    }

    /// <summary>The same as <see cref="HttpPort"/> over TLS; 0 takes a free one, null, as it is unless set, opens none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not 0 to 65,535.</exception>
    public int? HttpsPort
    {
        get;
        init => field = RequirePort(value);
    }

    /// <summary>
    /// The certificate of the TLS ports, with its private key. Null, as it is unless set, makes one for localhost under a
    /// root of its own (<see cref="ModeSimulator.RootCertificatePem"/>).
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// A folder that keeps devices, their data proxies and the root certificate across restarts; null, as it is unless
    /// set, keeps nothing. The files hold API keys and the root's private key in the clear, readable by their owner.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>
    /// A folder of canned answers to bulk data requests, or null, as it is unless set. <c>LABEL.json</c> holds
    /// <c>{"status":"OK","payload":{...},"delay":"00:00:01.5","copies":1}</c>, all but the payload optional, and is read
    /// anew for each request. Functions (<see cref="ModeSimulator.AnswerBulkRequests(string, Func{BulkRequest, BulkResponse})"/>)
    /// come first.
    /// </summary>
    public string? BulkResponseFolder { get; init; }

    /// <summary>The largest packet taken, in bytes, 1 or more; 16 MiB unless set. MODE documents no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public int MaxPacketSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 16 * 1024 * 1024;

    /// <summary>
    /// The most entries that each recording keeps, 1 or more: the oldest give way to newer ones. Null, as it is unless set,
    /// keeps everything, as a test wants; a simulator that runs for days does better with a limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? MaxRecorded
    {
        get;
        init
        {
            if (value is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// The most messages that a device may send in a minute, 1 or more, or null, as it is unless set, for no limit. A device
    /// over the limit loses its session without a word, as MODE does above 600.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? MaxSendsPerMinute
    {
        get;
        init
        {
            if (value is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// Whether a data proxy write of a device is sent back to the connection that made it; false unless set. What MODE
    /// does is not documented, so a device has to be right either way. Other connections of the device are always sent it.
    /// </summary>
    public bool EchoDataWrites { get; init; }

    /// <summary>Where the simulator logs; nowhere unless set. Each broken restriction is a warning with its reason.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of every time stamp, delay and limit; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static int? RequirePort(int? port) => port is null ? null : RequirePort(port.Value);

    private static int RequirePort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);
        return port;
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{Address}:{Port}, {Devices.Count} devices");
        return true;
    }
}
