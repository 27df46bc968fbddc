using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Data.Tests.Data;

public sealed class DataMessageTests
{
    [Fact]
    public void A_reload_carries_the_revision_and_every_pair_with_its_time()
    {
        DataMessage message = Parse("""
            {"action":"reload","rev":9223372036854775807,"numItems":2,"items":[
              {"key":"interval","value":30,"modificationTime":"2024-01-02T03:04:05.678Z"},
              {"value":{"a":[1,"x"]},"key":"b","new":{}}]}
            """);

        Assert.Equal((DataAction.Reload, long.MaxValue), (message.Action, message.Revision));
        Assert.Equal(
            [("interval", "30", new DateTimeOffset(2024, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)), ("b", """{"a":[1,"x"]}""", null)],
            message.Items.Select(item => (item.Key, item.Value.ToString(), item.ModificationTime)));
    }

    [Theory]
    [InlineData("""{"action":"reload","rev":0,"numItems":0,"items":null}""")]
    [InlineData("""{"action":"reload","rev":0,"numItems":0,"items":[]}""")]
    public void An_empty_reload_has_no_pairs(string json) => Assert.Empty(Parse(json).Items);

    [Fact]
    public void A_set_keeps_the_value_as_it_came()
    {
        DataMessage message = Parse("""{"action":"set","rev":42,"key":"n\u00e9","value": 12345678901234567890.10 }""");

        Assert.Equal((DataAction.Set, 42L, "né", "12345678901234567890.10"), (message.Action, message.Revision, message.Key, $"{message.Value}"));
    }

    [Fact]
    public void A_delete_names_its_key()
    {
        DataMessage message = Parse("""{"action":"delete","rev":43,"key":"interval","value":null}""");

        Assert.Equal((DataAction.Delete, 43L, "interval", null), (message.Action, message.Revision, message.Key, message.Value));
    }

    [Fact]
    public void An_unknown_action_is_told_as_such() => Assert.Equal(DataAction.Unknown, Parse("""{"action":"merge","x":1}""").Action);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"rev":1,"key":"a","value":1}""")]
    [InlineData("""{"action":7}""")]
    [InlineData("""{"action":"set","key":"a","value":1}""")]
    [InlineData("""{"action":"set","rev":1,"value":1}""")]
    [InlineData("""{"action":"set","rev":1,"key":"a"}""")]
    [InlineData("""{"action":"set","rev":1.5,"key":"a","value":1}""")]
    [InlineData("""{"action":"set","rev":9223372036854775808,"key":"a","value":1}""")]
    [InlineData("""{"action":"delete","rev":1}""")]
    [InlineData("""{"action":"reload","rev":1}""")]
    [InlineData("""{"action":"reload","rev":1,"items":{}}""")]
    [InlineData("""{"action":"reload","rev":1,"items":[1]}""")]
    [InlineData("""{"action":"reload","rev":1,"items":[{"key":"a"}]}""")]
    [InlineData("""{"action":"set","rev":1,"key":"a","value":1} x""")]
    public void What_is_no_message_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Parse(json));

    [Fact]
    public void The_device_writes_the_short_form()
    {
        Assert.Equal("""{"action":"set","key":"a\u0022","value":{"b": 1.0}}""", Write("a\"", """{"b": 1.0}"""));
        Assert.Equal("""{"action":"delete","key":"a"}""", Write("a", null));
    }

    private static DataMessage Parse(string json) => DataMessage.Parse(Encoding.UTF8.GetBytes(json));

    private static string Write(string key, string? value)
    {
        var output = new ArrayBufferWriter<byte>();
        DataMessage.Write(output, key, value is null ? null : new DataValue(Encoding.UTF8.GetBytes(value)));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
