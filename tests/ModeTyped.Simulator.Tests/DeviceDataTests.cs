using ModeTyped.TestSupport;

namespace ModeTyped.Simulator.Tests;

public sealed class DeviceDataTests
{
    private const string Topic = "/devices/1234/kv";

    private readonly VirtualTimeProvider _time = new();

    [Fact]
    public async Task A_subscription_is_sent_everything_with_the_revision_of_the_whole_store()
    {
        await using ModeSimulator mode = await StartAsync();
        mode.Data(1234).Set("b", "12345678901234567890");
        _time.Advance(TimeSpan.FromSeconds(1.5));
        mode.Data(1234).Set("a", """{"on":true}""");
        mode.Data(1234).Set("gone", "1");
        mode.Data(1234).Delete("gone");

        using RawClient client = await RawClient.ConnectAsync(mode);
        await SubscribeAsync(client);
        await ExpectAsync(client, """
            {"action":"reload","rev":4,"numItems":2,"items":[{"key":"a","value":{"on":true},"modificationTime":"2026-01-01T00:00:01.5Z"},{"key":"b","value":12345678901234567890,"modificationTime":"2026-01-01T00:00:00Z"}]}
            """);
    }

    [Fact]
    public async Task Each_new_subscription_is_sent_everything_again()
    {
        await using ModeSimulator mode = await StartAsync();
        using RawClient client = await RawClient.ConnectAsync(mode);
        await SubscribeAsync(client);
        await ExpectAsync(client, """{"action":"reload","rev":0,"numItems":0,"items":[]}""");
        await SubscribeAsync(client);
        await ExpectAsync(client, """{"action":"reload","rev":0,"numItems":0,"items":[]}""");
    }

    [Fact]
    public async Task Changes_of_the_cloud_are_sent_with_their_revisions()
    {
        await using ModeSimulator mode = await StartAsync();
        using RawClient client = await RawClient.ConnectAsync(mode);
        await SubscribeAsync(client);
        await ExpectAsync(client, """{"action":"reload","rev":0,"numItems":0,"items":[]}""");

        mode.Data(1234).Set("interval", "60");
        mode.Data(1234).Set("interval", "\"often\"");
        Assert.True(mode.Data(1234).Delete("interval"));
        Assert.False(mode.Data(1234).Delete("interval"));
        await ExpectAsync(client, """{"action":"set","rev":1,"key":"interval","value":60}""");
        await ExpectAsync(client, """{"action":"set","rev":2,"key":"interval","value":"often"}""");
        await ExpectAsync(client, """{"action":"delete","rev":3,"key":"interval"}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_of_the_device_reaches_its_other_connections_and_itself_only_where_it_is_echoed(bool echo)
    {
        await using ModeSimulator mode = await StartAsync(echo);
        using RawClient writer = await RawClient.ConnectAsync(mode);
        using RawClient other = await RawClient.ConnectAsync(mode);
        foreach (RawClient client in (RawClient[])[writer, other])
        {
            await SubscribeAsync(client);
            await ExpectAsync(client, """{"action":"reload","rev":0,"numItems":0,"items":[]}""");
        }

        await WriteAsync(writer, """{"action":"set","key":"k","value":[1,2]}""");
        if (echo) await ExpectAsync(writer, """{"action":"set","rev":1,"key":"k","value":[1,2]}""");
        await writer.ExpectAsync(0x40, 0x02, 0x00, 0x07);
        await ExpectAsync(other, """{"action":"set","rev":1,"key":"k","value":[1,2]}""");

        await WriteAsync(writer, """{"action":"delete","rev":0,"numItems":0,"items":null,"key":"k","value":null}""");
        if (echo) await ExpectAsync(writer, """{"action":"delete","rev":2,"key":"k"}""");
        await writer.ExpectAsync(0x40, 0x02, 0x00, 0x07);
        await ExpectAsync(other, """{"action":"delete","rev":2,"key":"k"}""");

        Assert.Equal([true, true], mode.DataChanges.ToList().Select(change => change.ByDevice));
        Assert.Equal(2, mode.Data(1234).Revision);
        Assert.Empty(mode.Data(1234).Items);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("""{"action":"set","key":"k"}""")]
    [InlineData("""{"action":"set","key":"k","value":null}""")]
    [InlineData("""{"action":"set","value":1}""")]
    [InlineData("""{"action":"reload","key":"k"}""")]
    public async Task A_write_that_is_not_one_is_reported_and_changes_nothing(string write)
    {
        await using ModeSimulator mode = await StartAsync();
        using RawClient client = await RawClient.ConnectAsync(mode);
        await WriteAsync(client, write);
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x07);
        Assert.Equal(Restriction.Payload, Assert.Single(mode.Refusals.ToList()).Restriction);
        Assert.Equal(0, mode.Data(1234).Revision);
    }

    [Fact]
    public async Task Null_is_no_value_for_the_cloud_either()
    {
        await using ModeSimulator mode = await StartAsync();
        Assert.Throws<ArgumentException>(() => mode.Data(1234).Set("k", "null"));
    }

    private static async Task SubscribeAsync(RawClient client)
    {
        await client.SendAsync(RawClient.Subscribe(1, (Topic, 0)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
    }

    private static Task WriteAsync(RawClient client, string write) =>
        client.SendAsync(RawClient.Publish(Topic, write, flags: 0x02, packetId: 7));

    private static Task ExpectAsync(RawClient client, string message) =>
        client.ExpectAsync(RawClient.Publish(Topic, message));

    private Task<ModeSimulator> StartAsync(bool echo = false) => ModeSimulator.StartAsync(
        new ModeSimulatorOptions { Devices = { [1234] = "key" }, EchoDataWrites = echo, TimeProvider = _time });
}
