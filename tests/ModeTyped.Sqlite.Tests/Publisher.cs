using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ModeTyped.Sqlite.Tests;

/// <summary>The DurablePublisher in a process of its own, to be killed.</summary>
internal sealed class Publisher : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<int> _accepted = [];
    private readonly List<(int Number, TaskCompletionSource Seen)> _awaited = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Publisher(Process process) => _process = process;

    /// <summary>Completes once the program runs.</summary>
    public Task Started => _started.Task;

    /// <summary>The numbers that were reported as accepted.</summary>
    public IReadOnlyList<int> Accepted
    {
        get
        {
            lock (_gate) return [.. _accepted];
        }
    }

    /// <param name="port">MODE's port on this machine.</param>
    /// <param name="path">The outbox's file.</param>
    /// <param name="first">The first number published.</param>
    /// <param name="count">How many numbers are published; 0 goes on until it is killed.</param>
    public static Publisher Start(int port, string path, int first, int count = 0)
    {
        string assembly = typeof(Publisher).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "PublisherAssembly").Value!;
        string[] arguments = [assembly, Text(port), path, Text(first), Text(count)];
        var publisher = new Publisher(new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true },
        });
        publisher._process.OutputDataReceived += (_, line) => publisher.OnLine(line.Data);
        publisher._process.Start();
        publisher._process.BeginOutputReadLine();
        return publisher;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Completes once a number is accepted.</summary>
    public Task WhenAcceptedAsync(int number)
    {
        lock (_gate)
        {
            if (_accepted.Contains(number)) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((number, seen));
            return seen.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGKILL; completes once all that the process had written was read.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _outputEnded.Task;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        if (line is null) _outputEnded.TrySetResult();
        else if (line == "started") _started.TrySetResult();
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return;
        lock (_gate)
        {
            _accepted.Add(number);
            foreach ((int awaited, TaskCompletionSource seen) in _awaited)
                if (awaited == number) seen.TrySetResult();
        }
    }
}
