using System.Threading.Channels;

namespace ModeTyped.Device.Tests;

/// <summary>The commands that a handler took, in order.</summary>
internal sealed class CommandLog
{
    private readonly Channel<string> _commands = Channel.CreateUnbounded<string>();

    public void Add(string parameters) => _commands.Writer.TryWrite(parameters);

    public ValueTask<string> NextAsync() => _commands.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether there is one that no test has taken.</summary>
    public bool IsEmpty => !_commands.Reader.TryPeek(out _);
}
