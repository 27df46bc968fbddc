using System.IO.Pipelines;
using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Event = """{"eventType":"a"}""";

    private readonly VirtualTimeProvider _time = new();
    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() => _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions
    {
        Devices = { [1234] = "key" },
        MaxSendsPerMinute = 600,
        TimeProvider = _time,
    });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Fact]
    public async Task A_reload_can_come_before_the_SUBACK()
    {
        _mode.Faults.PublishBeforeSubAck = true;
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/kv", 0)));
        await client.ExpectAsync(RawClient.Publish("/devices/1234/kv", """{"action":"reload","rev":0,"numItems":0,"items":[]}"""));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
    }

    [Fact]
    public async Task Acknowledgements_can_be_lost_duplicate_and_late()
    {
        var acknowledgements = new Queue<Acknowledgement>(
            [Acknowledgement.Lost, Acknowledgement.After(TimeSpan.FromSeconds(20)), Acknowledgement.Duplicate, Acknowledgement.Prompt]);
        _mode.Faults.Acknowledge = _ => acknowledgements.Dequeue();
        using RawClient client = await RawClient.ConnectAsync(_mode);
        for (ushort id = 1; id <= 4; id++) await PublishAsync(client, id);
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x03, 0x40, 0x02, 0x00, 0x03, 0x40, 0x02, 0x00, 0x04);
        Assert.Equal(4, _mode.Events.Count);

        _time.Advance(TimeSpan.FromSeconds(19));
        await PingAsync(client);
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x02);
    }

    [Fact]
    public async Task A_subscription_can_be_refused()
    {
        _mode.Faults.RefuseSubscription = topic => topic.EndsWith("/kv", StringComparison.Ordinal);
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/kv", 0), ("/devices/1234/command", 0)));
        await client.ExpectAsync(0x90, 0x04, 0x00, 0x01, 0x80, 0x00);
        await PingAsync(client);
    }

    [Fact]
    public async Task A_function_that_throws_ends_its_session_only()
    {
        _mode.Faults.Acknowledge = _ => throw new InvalidOperationException("broken");
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await PublishAsync(client, 1);
        await client.ExpectCloseAsync();
        Assert.Equal(SessionEndReason.BySimulator, (await _mode.EndedSessions.WaitAsync()).Reason);
        (await RawClient.ConnectAsync(_mode)).Dispose();
    }

    [Fact]
    public async Task The_server_can_be_unavailable()
    {
        _mode.Faults.ServerUnavailable = true;
        using (RawClient client = await RawClient.OpenAsync(_mode.Port))
        {
            await client.SendAsync(RawClient.Connect());
            await client.ExpectAsync(0x20, 0x02, 0x00, 0x03);
            await client.ExpectCloseAsync();
        }

        _mode.Faults.ServerUnavailable = false;
        (await RawClient.ConnectAsync(_mode)).Dispose();
    }

    [Fact]
    public async Task A_half_open_connection_swallows_everything_and_stays_open()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        Assert.Equal(1, _mode.Break(1234, ConnectionBreak.HalfOpen));
        await PublishAsync(client, 1);
        await client.SendAsync(0xC0, 0x00);
        _time.Advance(TimeSpan.FromHours(1));

        using RawClient next = await RawClient.ConnectAsync(_mode);
        await PublishAsync(next, 2);
        await next.ExpectAsync(0x40, 0x02, 0x00, 0x02);
        await client.ExpectSilenceAsync();
        Assert.Equal(1, _mode.Events.Count);
    }

    [Fact]
    public async Task Everything_can_be_half_open_from_the_first_byte_on()
    {
        _mode.Faults.HalfOpen = true;
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect());
        await client.ExpectSilenceAsync();
        _mode.Faults.HalfOpen = false;
        (await RawClient.ConnectAsync(_mode)).Dispose();
    }

    [Fact]
    public async Task A_connection_can_be_closed()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        _mode.Break(1234, ConnectionBreak.Close);
        await client.ExpectCloseAsync();
        Assert.Equal(SessionEndReason.BySimulator, (await _mode.EndedSessions.WaitAsync()).Reason);
    }

    [Fact]
    public async Task A_connection_can_be_reset()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        _mode.Break(1234, ConnectionBreak.Reset);
        await client.ExpectResetAsync();
        Assert.Equal(SessionEndReason.BySimulator, (await _mode.EndedSessions.WaitAsync()).Reason);
    }

    [Fact]
    public async Task A_device_that_is_removed_loses_its_session_and_is_refused()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        Assert.True(_mode.RemoveDevice(1234));
        await client.ExpectCloseAsync();
        using (RawClient next = await RawClient.OpenAsync(_mode.Port))
        {
            await next.SendAsync(RawClient.Connect());
            await next.ExpectAsync(0x20, 0x02, 0x00, 0x04);
        }

        _mode.AddDevice(1234, "key");
        (await RawClient.ConnectAsync(_mode)).Dispose();
    }

    [Fact]
    public async Task A_days_outage_takes_no_time()
    {
        TimeSpan day = TimeSpan.FromDays(1);
        using RawClient before = await RawClient.ConnectAsync(_mode);
        _mode.Schedule(TimeSpan.FromMinutes(1), mode => mode.Faults.Outage = true);
        _mode.Schedule(TimeSpan.FromMinutes(1) + day, mode => mode.Faults.Outage = false);

        _time.Advance(TimeSpan.FromMinutes(1));
        await before.ExpectResetAsync();
        _time.Advance(day - TimeSpan.FromTicks(1));
        await Assert.ThrowsAnyAsync<Exception>(() => RawClient.ConnectAsync(_mode));
        _time.Advance(TimeSpan.FromTicks(1));
        (await RawClient.ConnectAsync(_mode)).Dispose();
    }

    [Fact]
    public async Task More_than_600_sends_in_a_minute_end_the_session_without_a_word()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync([.. Enumerable.Repeat(RawClient.Publish("/devices/1234/event", Event), 599).SelectMany(bytes => bytes)]);
        await PublishAsync(client, 600);
        await client.ExpectAsync(0x40, 0x02, 0x02, 0x58);

        _time.Advance(TimeSpan.FromSeconds(60));
        await PublishAsync(client, 1);
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x01);

        await client.SendAsync([.. Enumerable.Repeat(RawClient.Publish("/devices/1234/event", Event), 600).SelectMany(bytes => bytes)]);
        await client.ExpectCloseAsync();
        Assert.Equal(Restriction.SendRate, (await _mode.Refusals.WaitAsync()).Restriction);
        Assert.Equal(1200, _mode.Events.Count);
    }

    [Fact]
    public async Task Silence_for_one_and_a_half_keep_alives_ends_the_session()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(keepAlive: 10));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        _time.Advance(TimeSpan.FromSeconds(14.9));
        await PingAsync(client);
        _time.Advance(TimeSpan.FromSeconds(14.9));
        await PingAsync(client);
        _time.Advance(TimeSpan.FromSeconds(15));
        await client.ExpectCloseAsync();
        Assert.Equal(Restriction.KeepAlive, (await _mode.Refusals.WaitAsync()).Restriction);
    }

    [Fact]
    public async Task Reads_can_be_slow()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        _mode.Faults.ReadDelay = TimeSpan.FromSeconds(30);
        await PingAsync(client);
        await PublishAsync(client, 1);
        await _time.WhenTimerIsDueWithinAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, _mode.Events.Count);
        _time.Advance(TimeSpan.FromSeconds(30));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x01);
    }

    [Theory]
    [InlineData(false, SessionEndReason.BySimulator)]
    [InlineData(true, SessionEndReason.Refused)]
    public async Task A_device_that_sends_and_never_reads_can_still_be_ended(bool bySilence, SessionEndReason reason)
    {
        var unread = new Pipe(new PipeOptions(pauseWriterThreshold: 1024, resumeWriterThreshold: 512));
        byte[] sent = [.. RawClient.Connect(), .. Enumerable.Repeat<byte[]>([0xC0, 0x00], 1_000_000).SelectMany(ping => ping)];
        var transport = new Transport(PipeReader.Create(new MemoryStream(sent)), unread.Writer);
        using var session = new DeviceSession(_mode.Cloud, transport, () => unread.Reader.Complete());

        // Everything to read is there, so that this returns when the session waits for its answers to be read.
        Task running = session.RunAsync();
        Assert.False(running.IsCompleted);
        if (bySilence) _time.Advance(TimeSpan.FromSeconds(90));
        else session.Break(ConnectionBreak.Close);

        await running;
        Assert.Equal(reason, (await _mode.EndedSessions.WaitAsync()).Reason);
    }

    private static Task PublishAsync(RawClient client, ushort packetId) =>
        client.SendAsync(RawClient.Publish("/devices/1234/event", Event, flags: 0x02, packetId: packetId));

    private static async Task PingAsync(RawClient client)
    {
        await client.SendAsync(0xC0, 0x00);
        await client.ExpectAsync(0xD0, 0x00);
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
