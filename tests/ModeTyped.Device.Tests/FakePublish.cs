using System.Text;
using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

/// <summary>A PUBLISH that the fake server received, and its acknowledgement.</summary>
internal sealed class FakePublish(MqttTopic topic, byte[] payload, QualityOfService qualityOfService, TimeSpan at)
{
    private readonly TaskCompletionSource _acknowledged = new();

    public string Topic { get; } = topic.Name;

    public byte[] Payload { get; } = payload;

    public string Text => Encoding.UTF8.GetString(Payload);

    public QualityOfService QualityOfService { get; } = qualityOfService;

    public TimeSpan At { get; } = at;

    public Task Acknowledged => _acknowledged.Task;

    public void Acknowledge() => _acknowledged.TrySetResult();

    public void Fail(MqttCloseReason reason) => _acknowledged.TrySetException(new MqttLinkException(reason, $"closed: {reason}"));
}
