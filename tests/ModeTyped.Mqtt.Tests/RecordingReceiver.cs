using System.Buffers;
using System.Text;
using System.Threading.Channels;

namespace ModeTyped.Mqtt.Tests;

/// <summary>Keeps copies of what it receives.</summary>
internal sealed class RecordingReceiver : IMqttReceiver
{
    private readonly Channel<(string Topic, byte[] Payload)> _messages =
        Channel.CreateUnbounded<(string, byte[])>();

    public void OnPublish(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload) =>
        _messages.Writer.TryWrite((Encoding.UTF8.GetString(topic), payload.ToArray()));

    public ValueTask<(string Topic, byte[] Payload)> NextAsync() =>
        _messages.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
