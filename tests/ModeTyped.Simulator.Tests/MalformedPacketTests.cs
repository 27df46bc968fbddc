namespace ModeTyped.Simulator.Tests;

/// <summary>Bytes that are not MQTT 3.1.1 close the connection, with a reason, and nothing else.</summary>
public sealed class MalformedPacketTests : IAsyncLifetime
{
    private ModeSimulator _mode = null!;

    public static TheoryData<string, string> BeforeConnect => new()
    {
        { "C000", "another packet first" },
        { "00", "type 0" },
        { "F000", "type 15" },
        { "20020000", "CONNACK from a client" },
        { "1100", "reserved flags" },
        { "10FFFFFFFF7F", "remaining length of five bytes" },
        { "10FFFFFF7F", "more than the largest packet" },
        { "1000", "empty CONNECT" },
        { "100400044D51", "cut short within the protocol name" },
        { "100C00044E4F5045040200000000", "another protocol" },
        { "100C00044D515454040300000000", "reserved connect flag" },
        { "100C00044D515454044200000000", "password without user name" },
        { "100C00044D515454040A00000000", "will QoS without will" },
        { "100C00044D515454041E00000000", "will QoS 3" },
        { "100D00044D51545404020000000000", "a byte too many" },
        { "100D00044D5154540402000000" + "01FF", "client id not UTF-8" },
        { "100D00044D5154540402000000" + "0100", "client id with U+0000" },
        { "100F00044D5154540402000000" + "03EDA080", "client id with a surrogate" },
    };

    public static TheoryData<string, string> AfterConnect => new()
    {
        { "100C00044D515454040200000000", "second CONNECT" },
        { "C100", "PINGREQ with flags" },
        { "C00100", "PINGREQ with a body" },
        { "E00100", "DISCONNECT with a body" },
        { "40020001", "PUBACK for nothing" },
        { "90030001" + "00", "SUBACK from a client" },
        { "3605000161" + "0001", "PUBLISH at QoS 3" },
        { "3803000161", "duplicate at QoS 0" },
        { "30020000", "empty topic" },
        { "3003000123", "wildcard in a topic name" },
        { "300300012B", "wildcard in a topic name" },
        { "3205000161" + "0000", "packet id 0" },
        { "3204000161" + "00", "half a packet id" },
        { "82020001", "SUBSCRIBE without a filter" },
        { "80060001" + "00016100", "SUBSCRIBE with wrong flags" },
        { "82060001" + "00016103", "SUBSCRIBE at QoS 3" },
        { "82060000" + "00016100", "SUBSCRIBE with packet id 0" },
        { "82050001" + "000000", "SUBSCRIBE with an empty filter" },
        { "A2020001", "UNSUBSCRIBE without a filter" },
    };

    public async ValueTask InitializeAsync() =>
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key" } });

    public ValueTask DisposeAsync() => _mode.DisposeAsync();

    [Theory]
    [MemberData(nameof(BeforeConnect))]
    public async Task Malformed_bytes_before_CONNECT_close_the_connection(string bytes, string why)
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        await client.SendAsync(Convert.FromHexString(bytes));
        await client.ExpectCloseAsync();
        await RefusedAsync(why);
    }

    [Theory]
    [MemberData(nameof(AfterConnect))]
    public async Task Malformed_bytes_after_CONNECT_close_the_connection(string bytes, string why)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(Convert.FromHexString(bytes));
        await client.ExpectCloseAsync();
        await RefusedAsync(why);
    }

    [Theory]
    [InlineData("50020001")]
    [InlineData("62020001")]
    [InlineData("70020001")]
    public async Task The_packets_of_QoS_2_are_refused_as_such(string bytes)
    {
        using RawClient client = await RawClient.ConnectAsync(_mode);
        await client.SendAsync(Convert.FromHexString(bytes));
        await client.ExpectCloseAsync();
        Assert.Equal(Restriction.PublishQualityOfService, (await _mode.Refusals.WaitAsync()).Restriction);
    }

    [Fact]
    public async Task A_session_sent_byte_by_byte_works()
    {
        using RawClient client = await RawClient.OpenAsync(_mode.Port);
        byte[] all =
        [
            .. RawClient.Connect(),
            .. RawClient.Subscribe(1, ("/devices/1234/command", 0)),
            .. RawClient.Publish("/devices/1234/event", """{"eventType":"a"}""", flags: 0x02, packetId: 2),
        ];
        foreach (byte one in all) await client.SendAsync(one);
        await client.ExpectAsync(0x20, 0x02, 0x00, 0x00, 0x90, 0x03, 0x00, 0x01, 0x00, 0x40, 0x02, 0x00, 0x02);
    }

    private async Task RefusedAsync(string why)
    {
        Refusal refusal = await _mode.Refusals.WaitAsync();
        Assert.True(refusal.Restriction == Restriction.MalformedPacket, $"{why}: {refusal}");

        using RawClient next = await RawClient.ConnectAsync(_mode);
        await next.SendAsync(0xC0, 0x00);
        await next.ExpectAsync(0xD0, 0x00);
    }
}
