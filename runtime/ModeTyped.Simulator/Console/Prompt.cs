using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>Takes lines typed at the console: a command for a device, or, after a slash, an order for the simulator.</summary>
internal sealed class Prompt(ModeSimulator mode, ulong defaultDeviceId, TextWriter output)
{
    public const string Help = """
        Type a command for the device, such as:   setTarget {"celsius":22.5}
        for a certain device:                     1234 setTarget {"celsius":22.5}
          /set KEY JSON, /delete KEY              change the device's data proxy (1234 /set ... for a certain device)
          /close, /reset, /halfopen               break the device's connections
          /outage, /online                        take MODE away, and bring it back
          /token                                  issue a token that provisions a new device
          /help, /quit
        """;

    /// <summary>Runs until <c>/quit</c> or cancellation; at the end of the input it stays, so that it can serve in the background.</summary>
    public async Task RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadLineAsync(input, cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line.Trim() == "/quit") return;
                await HandleAsync(line, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Does what one line says.</summary>
    public async Task HandleAsync(string line, CancellationToken cancellationToken)
    {
        line = line.Trim();
        if (line.Length == 0) return;

        ulong deviceId = defaultDeviceId;
        (string verb, string rest) = Split(line);
        if (DeviceTopic.TryParseId(verb, out ulong named))
        {
            deviceId = named;
            (verb, rest) = Split(rest);
        }

        try
        {
            string? answer = verb.StartsWith('/')
                ? Order(deviceId, verb, rest)
                : await CommandAsync(deviceId, verb, rest, cancellationToken).ConfigureAwait(false);
            if (answer is not null) await output.WriteLineAsync(answer.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        catch (DeviceOfflineException)
        {
            await output.WriteLineAsync($"{deviceId} takes no commands at the moment: the command is lost".AsMemory(), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            await output.WriteLineAsync(exception.Message.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    // A console's reader blocks whatever its method is called.
    private static Task<string?> ReadLineAsync(TextReader input, CancellationToken cancellationToken) =>
        Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    private async Task<string?> CommandAsync(ulong deviceId, string action, string parameters, CancellationToken cancellationToken)
    {
        await mode.SendCommandAsync(deviceId, action, parameters.Length > 0 ? parameters : null, cancellationToken).ConfigureAwait(false);
        return $"{deviceId} command {action} sent";
    }

    private string? Order(ulong deviceId, string verb, string rest)
    {
        switch (verb)
        {
            case "/set":
                (string key, string value) = Split(rest);
                mode.Data(deviceId).Set(key, value);
                return null;
            case "/delete":
                return mode.Data(deviceId).Delete(rest) ? null : $"There is no \"{rest}\".";
            case "/close":
                return Broken(mode.Break(deviceId, ConnectionBreak.Close));
            case "/reset":
                return Broken(mode.Break(deviceId, ConnectionBreak.Reset));
            case "/halfopen":
                return Broken(mode.Break(deviceId, ConnectionBreak.HalfOpen));
            case "/outage":
                mode.Faults.Outage = true;
                return "MODE is away.";
            case "/online":
                mode.Faults.Outage = false;
                return "MODE is back.";
            case "/token":
                return mode.IssueProvisioningToken();
            default:
                return Help;
        }
    }

    private static string Broken(int count) => $"Connections broken: {count}";

    private static (string First, string Remainder) Split(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].TrimStart());
    }
}
