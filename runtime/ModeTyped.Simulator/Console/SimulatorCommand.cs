using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace ModeTyped.Simulator;

/// <summary>The command line: its options are those of <see cref="ModeSimulatorOptions"/>.</summary>
internal sealed class SimulatorCommand : RootCommand
{
    private const ulong DefaultDeviceId = 1234;
    private const string DefaultApiKey = "key";
    private const int MaxRecorded = 10_000;

    private readonly Option<int> _port = new("--port") { Description = "TCP port for MQTT; 0 for a free one.", DefaultValueFactory = _ => 1883 };
    private readonly Option<int?> _tlsPort = new("--tls-port") { Description = "TCP port for MQTT over TLS." };
    private readonly Option<int?> _httpPort = new("--http-port") { Description = "TCP port for REST, for MQTT over WebSocket at /, and for a page that shows this console at /console." };
    private readonly Option<int?> _httpsPort = new("--https-port") { Description = "The same over TLS." };
    private readonly Option<bool> _echo = new("--echo") { Description = "Send data proxy writes back to the connection that made them." };
    private readonly Option<int?> _maxSends = new("--max-sends-per-minute") { Description = "End the session of a device that sends more; MODE's limit is 600." };
    private readonly Option<string?> _responses = new("--bulk-responses") { Description = "Folder of canned answers to bulk data requests: LABEL.json.", HelpName = "folder" };
    private readonly Option<string?> _state = new("--state") { Description = "Folder that keeps devices, their data and the root certificate.", HelpName = "folder" };

    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "Address to listen on.",
        HelpName = "address",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address)) return address;
            result.AddError($"'{result.Tokens[0].Value}' is not an IP address.");
            return null;
        },
    };

    private readonly Option<KeyValuePair<ulong, string>[]> _devices = new("--device")
    {
        Description = $"A device and its API key, such as {DefaultDeviceId}:{DefaultApiKey}; may be given several times.",
        HelpName = "id:key",
        CustomParser = ParseDevices,
    };

    public SimulatorCommand()
        : base("A local MODE for devices under development: takes them over MQTT, shows what they send, sends them commands.")
    {
        Options.Add(_devices);
        Options.Add(_port);
        Options.Add(_tlsPort);
        Options.Add(_httpPort);
        Options.Add(_httpsPort);
        Options.Add(_address);
        Options.Add(_maxSends);
        Options.Add(_echo);
        Options.Add(_responses);
        Options.Add(_state);
        SetAction(RunAsync);
    }

    private static KeyValuePair<ulong, string>[]? ParseDevices(ArgumentResult result)
    {
        List<KeyValuePair<ulong, string>> devices = [];
        foreach (Token token in result.Tokens)
        {
            int colon = token.Value.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == token.Value.Length - 1 || !DeviceTopic.TryParseId(token.Value[..colon], out ulong id))
            {
                result.AddError("--device takes ID:KEY, the id in decimal.");
                return null;
            }

            devices.Add(new(id, token.Value[(colon + 1)..]));
        }

        return [.. devices];
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyValuePair<ulong, string>[] devices = arguments.GetValue(_devices) ?? [];
        if (devices.Length == 0) devices = [new(DefaultDeviceId, DefaultApiKey)];

        // What goes wrong beside the protocol, such as a canned answer that cannot be read, stands in no recording to be told from.
        using ILoggerFactory errors = LoggerFactory.Create(static logging => logging
            .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Error)
            .SetMinimumLevel(LogLevel.Error));
        ModeSimulator mode;
        try
        {
            mode = await ModeSimulator.StartAsync(
                new ModeSimulatorOptions
                {
                    Devices = devices.ToDictionary(),
                    Address = arguments.GetValue(_address)!,
                    Port = arguments.GetValue(_port),
                    TlsPort = arguments.GetValue(_tlsPort),
                    HttpPort = arguments.GetValue(_httpPort),
                    HttpsPort = arguments.GetValue(_httpsPort),
                    MaxSendsPerMinute = arguments.GetValue(_maxSends),
                    MaxRecorded = MaxRecorded,
                    EchoDataWrites = arguments.GetValue(_echo),
                    BulkResponseFolder = arguments.GetValue(_responses),
                    StateFolder = arguments.GetValue(_state),
                    LoggerFactory = errors,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            await System.Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return 1;
        }

        await using (mode.ConfigureAwait(false))
        {
            TextWriter output = System.Console.Out;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"MODE simulator: MQTT on {arguments.GetValue(_address)}:{mode.Port} for {string.Join(", ", devices.Select(device => device.Key))}."))
                .ConfigureAwait(false);
            if (arguments.GetValue(_httpPort) is not null)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"In a browser: http://{arguments.GetValue(_address)}:{mode.HttpPort}/console")).ConfigureAwait(false);
            await output.WriteLineAsync(Prompt.Help).ConfigureAwait(false);

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            Task narration = new Narrator(mode, output).RunAsync(stop.Token);
            var prompt = new Prompt(mode, devices[0].Key, output);
            await prompt.RunAsync(System.Console.In, stop.Token).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await narration.ConfigureAwait(false);
        }

        return 0;
    }
}
