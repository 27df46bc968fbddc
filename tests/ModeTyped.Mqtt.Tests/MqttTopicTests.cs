namespace ModeTyped.Mqtt.Tests;

public sealed class MqttTopicTests
{
    [Fact]
    public void A_topic_is_encoded_as_UTF8() =>
        Assert.Equal("/devices/1/bulkData/é"u8.ToArray(), new MqttTopic("/devices/1/bulkData/é").Utf8.ToArray());
}
