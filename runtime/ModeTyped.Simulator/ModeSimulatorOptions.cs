using System.Globalization;
using System.Net;
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
    public int Port { get; init; }

    /// <summary>The largest packet taken, in bytes; 16 MiB unless set. MODE documents no limit.</summary>
    public int MaxPacketSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// The most messages that a device may send in a minute, or null, as it is unless set, for no limit. A device over
    /// the limit loses its session without a word, as MODE does above 600.
    /// </summary>
    public int? MaxSendsPerMinute { get; init; }

    /// <summary>
    /// Whether a data proxy write of a device is sent back to the connection that made it; false unless set. What MODE
    /// does is not documented, so a device has to be right either way. Other connections of the device are always sent it.
    /// </summary>
    public bool EchoDataWrites { get; init; }

    /// <summary>Where the simulator logs; nowhere unless set. Each broken restriction is a warning with its reason.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of every time stamp, delay and limit; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{Address}:{Port}, {Devices.Count} devices");
        return true;
    }
}
