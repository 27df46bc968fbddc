using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ModeTyped.Device;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Data.Tests.Exchange;

/// <summary>Thousands of exchanges at a time over the real device and its connection, with every kind of answer.</summary>
[Collection(nameof(Alone))]
public sealed class ExchangeStressTests : IAsyncLifetime
{
    private const int Count = 5_000;
    private const long MostGrowth = 512 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly VirtualTimeProvider _clock = new();
    private readonly DropLog _drops = new();
    private ModeSimulator _mode = null!;
    private ModeDevice _device = null!;

    /// <summary>What becomes of a request.</summary>
    private enum Answer
    {
        Ok,
        Duplicate,
        Delayed,
        Lost,
        TooLate,
        Unreadable,
        InvalidBulkDataLabel,
        ServiceUnavailable,
        SomethingNew,
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" }, MaxRecorded = 1 }, Cancel);
        _device = await ModeDevice.ConnectAsync(
            new ModeDeviceOptions
            {
                DeviceId = 1234,
                ApiKey = "key",
                Host = "127.0.0.1",
                Port = _mode.Port,
                UseTls = false,
                SendsPerMinute = null,
                KeepAlive = TimeSpan.FromSeconds(ushort.MaxValue),
                SendTimeout = Timeout,
                TimeProvider = _clock,
                LoggerFactory = _drops,
            },
            cancellationToken: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _device.DisposeAsync();
        await _mode.DisposeAsync();
        _drops.Dispose();
    }

    [Fact]
    public async Task Five_thousand_concurrent_exchanges_each_end_once_with_the_right_outcome_and_leave_nothing_behind()
    {
        // The first round also fills the pools.
        await RunAsync(seed: 1);
        long before = UsedMemory();
        WeakReference[] calls = await RunAsync(seed: 2);

        // Leaves the stack of the round, which may hold its variables.
        await Task.Yield();
        long after = UsedMemory();

        Assert.Equal(0, SessionOf(_device).Exchanges.Pending);
        Assert.DoesNotContain(calls, call => call.IsAlive);
        Assert.InRange(after - before, long.MinValue, MostGrowth);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_session")]
    private static extern ref DeviceSession SessionOf(ModeDevice device);

    /// <summary>One round of requests; returns weak references to what the calls used.</summary>
    private async Task<WeakReference[]> RunAsync(int seed)
    {
        var random = new Random(seed);
        Answer[] plan = [.. Enumerable.Range(0, Count).Select(_ => Draw(random))];
        int[] shuffled = [.. Enumerable.Range(0, Count)];
        random.Shuffle(shuffled);
        var module = new SmartModule(plan);
        _mode.AnswerBulkRequests("forecast", module.AnswerAsync);
        int dropsBefore = _drops.Count;
        int ended = 0;

        Task<Outcome>[] calls = [.. Enumerable.Range(0, Count).Select(CallAsync)];
        await module.AllArrived.WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        Assert.Equal(Count, SessionOf(_device).Exchanges.Pending);
        Assert.Equal(0, ended);

        module.Release(shuffled.Where(number => plan[number] is not (Answer.Delayed or Answer.TooLate)));
        await Task.WhenAll(calls.Where((_, number) => plan[number] is not (Answer.Delayed or Answer.TooLate or Answer.Lost)));
        Assert.Equal(plan.Count(answer => answer is Answer.Delayed or Answer.TooLate or Answer.Lost), SessionOf(_device).Exchanges.Pending);
        module.Release(shuffled.Where(number => plan[number] == Answer.Delayed));
        await Task.WhenAll(calls.Where((_, number) => plan[number] == Answer.Delayed));
        _clock.Advance(Timeout);
        Outcome[] outcomes = await Task.WhenAll(calls);
        module.Release(shuffled.Where(number => plan[number] == Answer.TooLate));

        Assert.Equal(plan.Select(Expected), outcomes);
        Assert.Equal(Count, ended);
        int surplus = plan.Count(answer => answer is Answer.Duplicate or Answer.TooLate);
        await _drops.WhenAsync(dropsBefore + surplus).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        Assert.Equal(dropsBefore + surplus, _drops.Count);
        return [.. calls.Select(call => new WeakReference(call))];

        async Task<Outcome> CallAsync(int number)
        {
            try
            {
                ForecastResult result = await Forecast.RequestAsync(_device, new ForecastQuery(number), Timeout, Cancel);
                Assert.Equal(-number, result.Number);
                return Outcome.Result;
            }
            catch (ModeExchangeException exception)
            {
                return new Outcome(exception.Failure, exception.Status);
            }
            catch (ModePayloadException)
            {
                return Outcome.Unreadable;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }
    }

    private static Answer Draw(Random random) => random.Next(100) switch
    {
        < 3 => Answer.Lost,
        < 5 => Answer.TooLate,
        < 15 => Answer.Duplicate,
        < 30 => Answer.Delayed,
        < 35 => Answer.Unreadable,
        < 45 => Answer.InvalidBulkDataLabel,
        < 55 => Answer.ServiceUnavailable,
        < 65 => Answer.SomethingNew,
        _ => Answer.Ok,
    };

    private static Outcome Expected(Answer answer) => answer switch
    {
        Answer.Lost or Answer.TooLate => new(ExchangeFailure.TimedOut, null),
        Answer.Unreadable => Outcome.Unreadable,
        Answer.InvalidBulkDataLabel => new(ExchangeFailure.InvalidBulkDataLabel, BulkResponse.InvalidBulkDataLabel),
        Answer.ServiceUnavailable => new(ExchangeFailure.ServiceUnavailable, BulkResponse.ServiceUnavailable),
        Answer.SomethingNew => new(ExchangeFailure.UnknownStatus, "SOMETHING_NEW"),
        _ => Outcome.Result,
    };

    private static long UsedMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private readonly record struct Outcome(ExchangeFailure? Failure, string? Status)
    {
        public static Outcome Result => new(null, "OK");

        public static Outcome Unreadable => new(null, null);
    }

    /// <summary>Answers each request as planned, once it is released.</summary>
    private sealed class SmartModule(Answer[] plan)
    {
        private readonly TaskCompletionSource _allArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource[] _released =
            [.. plan.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

        private int _missing = plan.Length;

        public Task AllArrived => _allArrived.Task;

        public void Release(IEnumerable<int> numbers)
        {
            foreach (int number in numbers) _released[number].SetResult();
        }

        public async ValueTask<BulkResponse> AnswerAsync(BulkRequest request)
        {
            int number = request.Payload.GetProperty("number").GetInt32();
            if (Interlocked.Decrement(ref _missing) == 0) _allArrived.SetResult();
            await _released[number].Task;

            var result = new BulkResponse($$"""{"number":{{-number}}}""");
            return plan[number] switch
            {
                Answer.Lost => BulkResponse.None,
                Answer.Duplicate => result with { Copies = 2 },
                Answer.Unreadable => new BulkResponse("""{"number":"seven"}"""),
                Answer.InvalidBulkDataLabel => new BulkResponse { Status = BulkResponse.InvalidBulkDataLabel },
                Answer.ServiceUnavailable => new BulkResponse { Status = BulkResponse.ServiceUnavailable },
                Answer.SomethingNew => new BulkResponse { Status = "SOMETHING_NEW" },
                _ => result,
            };
        }
    }

    /// <summary>Counts the answers that the device says it dropped.</summary>
    private sealed class DropLog : ILoggerFactory, ILogger
    {
        private const int UnmatchedAnswer = 1401;

        private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task WhenAsync(int count)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited[count] = reached;
            if (Count >= count) reached.TrySetResult();
            return reached.Task;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != UnmatchedAnswer) return;
            int count = Interlocked.Increment(ref _count);
            if (_awaited.TryRemove(count, out TaskCompletionSource? reached)) reached.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
