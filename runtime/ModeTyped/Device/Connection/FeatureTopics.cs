using ModeTyped.Mqtt;

namespace ModeTyped.Device;

/// <summary>
/// The topics of a feature that is used or not: one that is needed later is subscribed at once where there is a
/// connection, and with all others at each connection after. Safe from any thread.
/// </summary>
internal sealed class FeatureTopics
{
    private readonly object _gate = new();
    private readonly List<MqttTopic> _topics = [];
    private readonly Dictionary<MqttTopic, Task> _subscriptions = [];
    private MqttTopic[] _offered = [];
    private IMqttLink? _link;
    private TaskCompletionSource _opened = NewSignal();
    private TaskCompletionSource _closed = NewSignal();

    /// <summary>The topics for a new connection's SUBSCRIBE.</summary>
    public IReadOnlyList<MqttTopic> Offer()
    {
        lock (_gate) return _offered = [.. _topics];
    }

    public void OnReady(IMqttLink link)
    {
        TaskCompletionSource opened;
        lock (_gate)
        {
            _link = link;
            _subscriptions.Clear();
            foreach (MqttTopic topic in _offered) _subscriptions.Add(topic, Task.CompletedTask);
            foreach (MqttTopic topic in _topics) Subscription(link, topic);
            opened = _opened;
        }

        opened.TrySetResult();
    }

    public void OnClosed()
    {
        TaskCompletionSource closed;
        lock (_gate)
        {
            if (_link is null) return;
            _link = null;
            _subscriptions.Clear();
            _opened = NewSignal();
            closed = _closed;
            _closed = NewSignal();
        }

        closed.TrySetResult();
    }

    /// <summary>Notes that a topic is needed from now on.</summary>
    public void Add(MqttTopic topic)
    {
        lock (_gate) AddUnderLock(topic);
    }

    /// <summary>Completes once a needed topic is subscribed on the connection of the moment, however long that takes.</summary>
    /// <exception cref="ModeSubscriptionException">MODE refused it.</exception>
    public async Task WhenSubscribedAsync(MqttTopic topic, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task opened, closed;
            Task? subscription;
            lock (_gate)
            {
                AddUnderLock(topic);
                opened = _opened.Task;
                closed = _closed.Task;
                subscription = _link is null ? null : Subscription(_link, topic);
            }

            if (subscription is null)
            {
                await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                await subscription.WaitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MqttLinkException)
            {
                // The link is failing, and the next one subscribes again.
                await closed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SubscribeAsync(IMqttLink link, MqttTopic topic)
    {
        // The lock is held, and a link of ours need not be the one that answers.
        await Task.Yield();
        IReadOnlyList<bool> granted = await link.SubscribeAsync([topic]).ConfigureAwait(false);
        if (granted is [true]) return;

        // Offered again, it would fail the whole next connection.
        lock (_gate)
        {
            _topics.Remove(topic);
            _subscriptions.Remove(topic);
        }

        throw ConnectionFault.RefusedTopic(topic).Exception;
    }

    private void AddUnderLock(MqttTopic topic)
    {
        if (_topics.Contains(topic)) return;
        _topics.Add(topic);
        if (_link is { } link) Subscription(link, topic);
    }

    private Task Subscription(IMqttLink link, MqttTopic topic)
    {
        if (_subscriptions.TryGetValue(topic, out Task? subscription)) return subscription;
        subscription = SubscribeAsync(link, topic);

        // Nobody may wait for it, and its failure is the link's.
        _ = subscription.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _subscriptions.Add(topic, subscription);
        return subscription;
    }
}
