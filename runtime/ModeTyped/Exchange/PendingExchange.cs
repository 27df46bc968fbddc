using ModeTyped.Mqtt;

namespace ModeTyped.Exchange;

/// <summary>A request that waits for its answer on a topic.</summary>
internal sealed class PendingExchange(string label, MqttTopic answerTopic)
{
    private readonly TaskCompletionSource<ExchangeAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Label { get; } = label;

    public MqttTopic AnswerTopic { get; } = answerTopic;

    public Task<ExchangeAnswer> Answer => _answer.Task;

    public void Complete(in ExchangeAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception exception)
    {
        _answer.TrySetException(exception);

        // The caller may have gone by then.
        _ = _answer.Task.Exception;
    }
}
