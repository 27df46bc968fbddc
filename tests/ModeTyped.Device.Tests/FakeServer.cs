using System.Threading.Channels;
using ModeTyped.Mqtt;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>MODE's side of the link seam, in memory, with its faults on demand.</summary>
internal sealed class FakeServer(VirtualTimeProvider clock) : IMqttLinkFactory
{
    public const ulong DeviceId = 1234;
    public const string ApiKey = "v1.secret-of-the-device";
    public const string CommandTopic = "/devices/1234/command";
    public const string EventTopic = "/devices/1234/event";

    private readonly object _gate = new();
    private readonly Channel<FakeLink> _links = Channel.CreateUnbounded<FakeLink>();
    private readonly List<FakePublish> _received = [];
    private int _attempts;

    public VirtualTimeProvider Clock { get; } = clock;

    /// <summary>Whether QoS 1 messages are acknowledged at once.</summary>
    public bool Acknowledges { get; set; } = true;

    public bool IsSilentAtTheEnd { get; set; }

    /// <summary>Decides, by the number of the attempt from 1, how a connection is refused; null accepts it.</summary>
    public Func<int, MqttCloseReason?> Refuse { get; set; } = _ => null;

    public HashSet<string> RefusedTopics { get; } = [];

    public Task? SubAck { get; set; }

    public Action<FakeLink>? OnSubscribe { get; set; }

    public Action<FakePublish>? OnReceived { get; set; }

    public Task? ConnAck { get; set; }

    public int Attempts => Volatile.Read(ref _attempts);

    public List<TimeSpan> AttemptTimes { get; } = [];

    public MqttLinkOptions? LastOptions { get; private set; }

    /// <summary>Everything received over all connections, in order.</summary>
    public IReadOnlyList<FakePublish> Received
    {
        get
        {
            lock (_gate) return [.. _received];
        }
    }

    public IEnumerable<string> ReceivedTexts => Received.Select(publish => publish.Text);

    /// <summary>Lets go of all that was received, so that a test can see what the device itself keeps.</summary>
    public void Forget()
    {
        while (_links.Reader.TryRead(out _))
        {
        }

        lock (_gate)
        {
            _received.Clear();
            AttemptTimes.Clear();
        }
    }

    public ValueTask<FakeLink> NextLinkAsync() => _links.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void Receive(FakePublish publish)
    {
        lock (_gate) _received.Add(publish);
        OnReceived?.Invoke(publish);
    }

    public async ValueTask<IMqttLink> ConnectAsync(
        MqttLinkOptions options, IMqttReceiver receiver, CancellationToken cancellationToken = default)
    {
        LastOptions = options;
        lock (_gate) AttemptTimes.Add(Clock.Elapsed);
        if (ConnAck is not null) await ConnAck.WaitAsync(cancellationToken);
        if (Refuse(Interlocked.Increment(ref _attempts)) is { } reason) throw new MqttLinkException(reason, $"refused: {reason}");
        var link = new FakeLink(this, receiver);
        _links.Writer.TryWrite(link);
        return link;
    }
}
