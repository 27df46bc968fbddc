using System.Diagnostics;
using System.Text;

namespace ModeTyped.TestSupport;

/// <summary>A program run as a user runs it: a process with a console.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource<string> Seen)> _awaited = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProgram(Process process) => _process = process;

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return _output.ToString();
        }
    }

    /// <summary>What of it was printed to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_gate) return _errors.ToString();
        }
    }

    public static RunningProgram Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var running = new RunningProgram(new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.OnLine(line.Data, running._output);
        running._process.ErrorDataReceived += (_, line) => running.OnLine(line.Data, running._output, running._errors);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    public static RunningProgram StartDotnet(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start("dotnet", [assembly, .. arguments], environment);

    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Ctrl+C.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The first printed line with a text.</summary>
    public Task<string> WaitForLineAsync(string text)
    {
        lock (_gate)
        {
            string? line = _output.ToString().Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
            if (line is not null) return Task.FromResult(line);

            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            return WaitAsync(seen.Task);
        }

        async Task<string> WaitAsync(Task<string> seen)
        {
            Task first = await Task.WhenAny(seen, _ended.Task, Task.Delay(TimeSpan.FromSeconds(60)));
            return first == seen ? await seen : throw new TimeoutException($"No line with '{text}' in:\n{Output}");
        }
    }

    /// <summary>The exit code, once the program ended and all it printed was read.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Still running after {limit}:\n{Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void OnLine(string? line, params ReadOnlySpan<StringBuilder> into)
    {
        if (line is null)
        {
            _ended.TrySetResult();
            return;
        }

        lock (_gate)
        {
            foreach (StringBuilder text in into) text.Append(line).Append('\n');
            foreach ((string awaited, TaskCompletionSource<string> seen) in _awaited)
                if (line.Contains(awaited, StringComparison.Ordinal)) seen.TrySetResult(line);
        }
    }
}
