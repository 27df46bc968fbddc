using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ModeTyped.Device.Tests;

/// <summary>Keeps what is logged at every level, with each value and exception.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string values = state is IReadOnlyList<KeyValuePair<string, object?>> list ? string.Join(", ", list) : $"{state}";
        string template = state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } pairs ? $"{pairs[^1].Value}" : "";
        _entries.Enqueue(new Entry(eventId.Id, logLevel, template, $"{formatter(state, exception)} {values} {exception}"));
    }

    /// <param name="Id">The event id.</param>
    /// <param name="Level">The level.</param>
    /// <param name="Template">The message template.</param>
    /// <param name="Text">The message, its values and its exception.</param>
    internal sealed record Entry(int Id, LogLevel Level, string Template, string Text);
}
