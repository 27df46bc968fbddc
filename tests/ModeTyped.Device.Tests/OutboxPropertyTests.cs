using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using ModeTyped.Mqtt;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>The outbox under any order of sends, acknowledgements, broken links, full stores, cancellations and passing time.</summary>
public sealed class OutboxPropertyTests
{
    private const int MaxMessages = 6;

    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    private static readonly Arbitrary<(OutboxFullMode FullMode, bool Holds, bool Durable, (StepKind Kind, int Value)[] Steps)> Runs = (
        from fullMode in Gen.Elements(OutboxFullMode.Wait, OutboxFullMode.Refuse, OutboxFullMode.DropOldest)
        from holds in Gen.Elements(true, false)
        from durable in Gen.Elements(true, false)
        from steps in (
            from kind in Gen.Frequency(
                (8, Gen.Constant(StepKind.Publish)),
                (3, Gen.Constant(StepKind.PublishLatest)),
                (3, Gen.Constant(StepKind.PublishQos0)),
                (3, Gen.Constant(StepKind.Enqueue)),
                (2, Gen.Constant(StepKind.SendBulk)),
                (8, Gen.Constant(StepKind.Acknowledge)),
                (2, Gen.Constant(StepKind.Connect)),
                (1, Gen.Constant(StepKind.Break)),
                (1, Gen.Constant(StepKind.Lose)),
                (2, Gen.Constant(StepKind.Cancel)),
                (3, Gen.Constant(StepKind.Pass)),
                (1, Gen.Constant(StepKind.StoreFull)))
            from value in Gen.Choose(0, 99)
            select (kind, value)).ArrayOf()
        select (fullMode, holds, durable, steps)).ToArbitrary();

    public enum StepKind
    {
        Publish,
        PublishLatest,
        PublishQos0,
        Enqueue,
        SendBulk,
        Acknowledge,
        Connect,
        Break,
        Lose,
        Cancel,
        Pass,
        StoreFull,
    }

    [Fact]
    public void Every_send_ends_once_with_a_right_fate_and_nothing_is_left_after_the_end() =>
        Prop.ForAll(Runs, run =>
            {
                using var test = new Run(run.FullMode, run.Holds, run.Durable);
                test.PlayAsync(run.Steps).GetAwaiter().GetResult();
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(150));

    private sealed record Sent(int Number, StepKind Kind, TimeSpan At, TimeSpan Timeout, CancellationTokenSource Cancel, Task<SendFate> Fate);

    private sealed class Run : IDisposable
    {
        private readonly VirtualTimeProvider _clock = new();
        private readonly FakeServer _server;
        private readonly FakeOutboxStore? _store;
        private readonly OutboxJournal? _journal;
        private readonly Outbox _outbox;
        private readonly OutboxFullMode _fullMode;
        private readonly MqttTopic _event = new(FakeServer.EventTopic);
        private readonly MqttTopic _bulk = new("/devices/1234/bulkData/vibration");
        private readonly List<Sent> _sends = [];
        private readonly HashSet<string> _acknowledged = [];
        private readonly List<FakePublish> _arrived = [];
        private readonly Task _writing = Task.CompletedTask;
        private FakeLink? _link;
        private HashSet<int> _unsettled = [];
        private bool _wasStoreFull;

        public Run(OutboxFullMode fullMode, bool holds, bool durable)
        {
            _fullMode = fullMode;
            _server = new FakeServer(_clock) { Acknowledges = false };
            var telemetry = new DeviceTelemetry(NullLogger.Instance, _clock);
            if (durable) _journal = new OutboxJournal(_store = new FakeOutboxStore(), _clock, NullLogger.Instance);
            var options = new ModeDeviceOptions
            {
                DeviceId = FakeServer.DeviceId,
                ApiKey = FakeServer.ApiKey,
                SendsPerMinute = null,
                SendTimeout = SendTimeout,
                InFlightWindow = 3,
                TimeProvider = _clock,
                Outbox = new OutboxOptions { MaxMessages = MaxMessages, FullMode = fullMode, HoldQos0WhileOffline = holds },
            };
            _outbox = new Outbox(options, telemetry, _journal);
            if (_journal is not null) _writing = Task.Run(() => _journal.RunAsync(_outbox));
        }

        public async Task PlayAsync((StepKind Kind, int Value)[] steps)
        {
            foreach ((StepKind kind, int value) in steps) await DoAsync(kind, value);
            await EndAsync();
            foreach (Sent sent in _sends) await CheckAsync(sent);
            CheckOrder();
        }

        public void Dispose()
        {
            _outbox.Dispose();
            foreach (Sent sent in _sends) sent.Cancel.Dispose();
        }

        private async Task DoAsync(StepKind kind, int value)
        {
            switch (kind)
            {
                case StepKind.Acknowledge:
                    if (_link?.Publishes.Where(publish => !publish.Acknowledged.IsCompleted).ElementAtOrDefault(value % 3) is { } publish)
                    {
                        _acknowledged.Add(publish.Text);
                        publish.Acknowledge();
                    }

                    break;
                case StepKind.Connect when _link is null:
                    _link = (FakeLink)await _server.ConnectAsync(null!, null!);
                    _ = _outbox.Attach(_link);
                    break;
                case StepKind.Break or StepKind.Lose:
                    if (kind == StepKind.Lose) _outbox.Detach();
                    CloseLink(lost: value % 4);
                    _outbox.Detach();
                    break;
                case StepKind.Cancel:
                    if (_sends.Count > 0) await _sends[value % _sends.Count].Cancel.CancelAsync();
                    break;
                case StepKind.Pass:
                    _clock.Advance(TimeSpan.FromSeconds(value % 8));
                    await CheckDeadlinesAsync();
                    break;
                case StepKind.StoreFull:
                    if (_store is null) break;
                    _store.IsFull = !_store.IsFull;
                    _wasStoreFull = true;
                    break;
                case StepKind.Connect:
                    break;
                default:
                    Send(kind, value);
                    break;
            }
        }

        /// <summary>Breaks the link; the last unacknowledged messages may never have arrived.</summary>
        private void CloseLink(int lost)
        {
            if (_link is null) return;
            IReadOnlyList<FakePublish> publishes = _link.Publishes;
            int arrived = publishes.Count;
            for (; lost > 0 && arrived > 0 && !publishes[arrived - 1].Acknowledged.IsCompleted; lost--) arrived--;
            _arrived.AddRange(publishes.Take(arrived));
            _link.Close(MqttCloseReason.NetworkError);
            _link = null;
        }

        private void Send(StepKind kind, int value)
        {
            int number = _sends.Count + 1;
            PendingSend send = kind == StepKind.SendBulk
                ? _outbox.Rent(_bulk, QualityOfService.AtLeastOnce, SendLane.Bulk)
                : _outbox.Rent(_event, kind == StepKind.PublishQos0 ? QualityOfService.AtMostOnce : QualityOfService.AtLeastOnce);
            send.Write(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            send.StoreOnly = kind == StepKind.Enqueue;
            if (kind == StepKind.PublishLatest) send.ReplaceKey = "level";
            if (value % 2 == 0) send.Timeout = TimeSpan.FromSeconds(1 + (value % 5));
            TimeSpan timeout = send.Timeout ?? SendTimeout;
            var cancel = new CancellationTokenSource();
            _sends.Add(new Sent(number, kind, _clock.Elapsed, timeout, cancel, _outbox.Send(send, cancel.Token).AsTask()));
        }

        private async Task EndAsync()
        {
            _unsettled = [.. _sends.Where(sent => !sent.Fate.IsCompleted).Select(sent => sent.Number)];
            _outbox.Close(null);
            _outbox.Detach();
            CloseLink(lost: 0);
            _journal?.End();
            await _writing.WaitAsync(TimeSpan.FromSeconds(10));
            (_, int stored) = _outbox.GiveUp();
            Assert.True(_outbox.WhenEmpty().IsCompleted, "The outbox is not empty after its end.");
            if (_store is not null) Assert.True(stored <= _store.Ids.Count, $"{stored} are said to be stored, {_store.Ids.Count} are.");
            else Assert.Equal(0, stored);
        }

        /// <summary>No sender waits longer than its timeout, give or take the outbox's step of time.</summary>
        private async Task CheckDeadlinesAsync()
        {
            foreach (Sent sent in _sends.Where(sent => _clock.Elapsed - sent.At > sent.Timeout + TimeSpan.FromMilliseconds(20)))
            {
                Task ended = await Task.WhenAny(sent.Fate, Task.Delay(TimeSpan.FromSeconds(10)));
                Assert.True(ended == sent.Fate, $"The {sent.Kind} of {sent.Number} has outlived its deadline.");
            }
        }

        private async Task CheckAsync(Sent sent)
        {
            SendFate fate;
            try
            {
                fate = await sent.Fate.WaitAsync(TimeSpan.FromSeconds(10));
            }
            catch (ModeSendException e)
            {
                fate = e.Fate;
            }
            catch (OperationCanceledException)
            {
                Assert.True(sent.Cancel.IsCancellationRequested, $"{sent.Number} was cancelled by nobody.");
                return;
            }

            string text = sent.Number.ToString(CultureInfo.InvariantCulture);
            bool isRight = fate switch
            {
                SendFate.Delivered => sent.Kind is not (StepKind.PublishQos0 or StepKind.Enqueue) && _acknowledged.Contains(text),
                SendFate.Sent => sent.Kind == StepKind.PublishQos0 && _server.ReceivedTexts.Contains(text),
                SendFate.Stored => sent.Kind == StepKind.Enqueue || (_store is not null && sent.Kind != StepKind.PublishQos0),
                SendFate.Replaced => sent.Kind == StepKind.PublishLatest
                    && _sends.Exists(later => later.Kind == StepKind.PublishLatest && later.Number > sent.Number),
                SendFate.Expired => _clock.Elapsed - sent.At >= sent.Timeout,
                SendFate.Dropped => sent.Kind == StepKind.PublishQos0
                    || (_fullMode == OutboxFullMode.DropOldest && _sends.Count > MaxMessages) || _unsettled.Contains(sent.Number),
                SendFate.Refused => sent.Kind == StepKind.PublishQos0 || _sends.Count > MaxMessages || _wasStoreFull,
                _ => false,
            };
            Assert.True(isRight, $"The {sent.Kind} of {sent.Number} ended as {fate}.");
        }

        /// <summary>Messages of one lane that hold their place arrive first in the order in which they were sent.</summary>
        private void CheckOrder()
        {
            int[] first = [.. Deliveries.Of(_arrived
                .Where(publish => publish.QualityOfService == QualityOfService.AtLeastOnce)
                .Select(publish => int.Parse(publish.Text, CultureInfo.InvariantCulture))).First];
            Assert.Equal(Of(StepKind.Publish, StepKind.Enqueue).Order(), Of(StepKind.Publish, StepKind.Enqueue));
            Assert.Equal(Of(StepKind.SendBulk).Order(), Of(StepKind.SendBulk));

            IEnumerable<int> Of(params StepKind[] kinds) => first.Where(number => kinds.Contains(_sends[number - 1].Kind));
        }
    }
}
