using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ModeTyped.TestSupport;

/// <summary>Keeps what is logged, with each value and exception. Thread safe.</summary>
/// <param name="level">The lowest level to keep.</param>
public sealed class LogRecorder(LogLevel level = LogLevel.Trace) : ILoggerFactory, ILogger
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

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        string values = state is IReadOnlyList<KeyValuePair<string, object?>> list ? string.Join(", ", list) : $"{state}";
        string template = state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } pairs ? $"{pairs[^1].Value}" : "";
        _entries.Enqueue(new Entry(eventId.Id, logLevel, template, $"{formatter(state, exception)} {values} {exception}"));
    }

    /// <param name="Id">The event id.</param>
    /// <param name="Level">The level.</param>
    /// <param name="Template">The message template.</param>
    /// <param name="Text">The message, its values and its exception.</param>
    public sealed record Entry(int Id, LogLevel Level, string Template, string Text);
}
