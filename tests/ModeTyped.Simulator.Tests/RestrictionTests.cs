namespace ModeTyped.Simulator.Tests;

/// <summary>Each restriction of MODE's MQTT page, refused with its reason.</summary>
public sealed class RestrictionTests : IAsyncLifetime
{
    private static readonly byte[] Will = [.. RawClient.Text("/devices/1234/event"), .. RawClient.Text("gone")];

    private ModeSimulator _mode = null!;

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key", [99] = "other" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [InlineData("1234", "wrong")]
    [InlineData("1234", "")]
    [InlineData("99", "key")]
    [InlineData("5", "key")]
    [InlineData("01234", "key")]
    [InlineData("+1234", "key")]
    [InlineData("0x4D2", "key")]
    [InlineData("18446744073709551616", "key")]
    [InlineData("", "key")]
    public async Task A_wrong_id_or_key_is_refused(string user, string password)
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(user: user, password: password));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x04);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.Credentials, deviceId: null);
    }

    [Fact]
    public async Task The_key_of_a_refused_device_appears_nowhere()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(password: "a-secret"));
        Refusal refusal = await _mode.Refusals.WaitAsync();
        Assert.DoesNotContain("a-secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_user_name_is_refused()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Packet(0x10, [.. RawClient.Text("MQTT"), 4, 0x02, 0, 60, 0, 0]));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x04);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.Credentials, deviceId: null);
    }

    [Fact]
    public async Task A_missing_key_is_refused()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Packet(0x10, [.. RawClient.Text("MQTT"), 4, 0x82, 0, 60, 0, 0, .. RawClient.Text("1234")]));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x04);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.Credentials, deviceId: null);
    }

    [Theory]
    [InlineData("MQIsdp", 3)]
    [InlineData("MQTT", 3)]
    [InlineData("MQTT", 5)]
    [InlineData("MQTT", 0x84)]
    public async Task Protocols_other_than_MQTT_3_1_1_are_refused(string protocol, byte level)
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(protocol, level));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x01);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.ProtocolVersion, deviceId: null);
    }

    [Theory]
    [InlineData("", 0x02)]
    [InlineData("me", 0x05)]
    public async Task A_persistent_session_is_refused(string clientId, byte code)
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(flags: 0xC0, clientId: clientId));
        await client.ExpectAsync(0x20, 0x02, 0x00, code);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.PersistentSession, deviceId: null);
    }

    [Fact]
    public async Task A_will_is_refused()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(RawClient.Connect(flags: 0xC6, will: Will));
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x05);
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.Will, deviceId: null);
    }

    [Fact]
    public async Task Publishing_at_QoS_2_is_refused()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", "{}", flags: 0x04, packetId: 1));
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.PublishQualityOfService);
    }

    [Fact]
    public async Task Retain_is_refused()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", "{}", flags: 0x01));
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.Retain);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Subscribing_above_QoS_0_is_refused(byte qos)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(7, ("/devices/1234/command", qos)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x07, 0x80);
        await RefusedAsync(Restriction.SubscribeQualityOfService);
        await StillServedAsync(client);
    }

    [Fact]
    public async Task A_bulk_data_response_may_be_asked_for_at_QoS_1_and_is_granted_at_QoS_0()
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(7, ("/devices/1234/bulkData/forecast/response", 1)));
        await client.ExpectAsync(0x90, 0x03, 0x00, 0x07, 0x00);
    }

    [Theory]
    [InlineData("/devices/99/event")]
    [InlineData("/devices/99/kv")]
    [InlineData("/devices/99/bulkData/vibration")]
    [InlineData("/devices/0/event")]
    public async Task Publishing_to_a_topic_of_another_device_is_refused(string topic)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish(topic, "{}"));
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.ForeignTopic);
    }

    [Theory]
    [InlineData("devices/1234/event")]
    [InlineData("/devices/1234")]
    [InlineData("/devices/1234/Event")]
    [InlineData("/devices/1234/event/")]
    [InlineData("/devices/01234/event")]
    [InlineData("/devices/1234/bulkdata/vibration")]
    [InlineData("/devices/1234/bulkData/")]
    [InlineData("/devices/1234/bulkData/a/b")]
    [InlineData("/devices/1234/command")]
    [InlineData("/devices/1234/bulkData/a/response")]
    public async Task Publishing_to_a_topic_that_MODE_does_not_have_is_refused(string topic)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish(topic, "{}"));
        await client.ExpectCloseAsync();
        await RefusedAsync(Restriction.UnknownTopic);
    }

    [Theory]
    [InlineData("/devices/99/command", Restriction.ForeignTopic)]
    [InlineData("/devices/1234/event", Restriction.UnknownTopic)]
    [InlineData("/devices/1234/#", Restriction.UnknownTopic)]
    [InlineData("/devices/+/command", Restriction.UnknownTopic)]
    [InlineData("/devices/1234/bulkData/+/response", Restriction.UnknownTopic)]
    [InlineData("#", Restriction.UnknownTopic)]
    public async Task Subscribing_to_any_other_topic_is_refused(string topic, Restriction restriction)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Subscribe(0x1234, ("/devices/1234/command", 0), (topic, 0), ("/devices/1234/kv", 0)));
        await client.ExpectAsync(0x90, 0x05, 0x12, 0x34, 0x00, 0x80, 0x00);
        await RefusedAsync(restriction);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"eventData":{}}""")]
    [InlineData("""{"eventType":7}""")]
    [InlineData("""{"eventType":"a"}{"eventType":"b"}""")]
    [InlineData("""{"eventType":"\ud800"}""")]
    [InlineData("""{"eventType":"a","eventData":{"x":["\ud800"]}}""")]
    public async Task An_event_that_is_not_one_is_reported_and_not_recorded(string payload)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(RawClient.Publish("/devices/1234/event", payload, flags: 0x02, packetId: 5));
        await client.ExpectAsync(0x40, 0x02, 0x00, 0x05);
        await RefusedAsync(Restriction.Payload);
        Assert.Equal(0, _mode.Events.Count);
        await StillServedAsync(client);
    }

    private static async Task StillServedAsync(RawClient client)
    {
        await client.SendAsync(0xC0, 0x00);
        await client.ExpectAsync(0xD0, 0x00);
    }

    private async Task RefusedAsync(Restriction restriction, ulong? deviceId = 1234)
    {
        Refusal refusal = await _mode.Refusals.WaitAsync();
        Assert.Equal(restriction, refusal.Restriction);
        Assert.Equal(deviceId, refusal.DeviceId);
        Assert.NotEmpty(refusal.Reason);
    }
}
