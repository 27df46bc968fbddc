using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ModeTyped.Device;
using ModeTyped.Json;
using ModeTyped.Mqtt;

namespace ModeTyped.Exchange;

/// <summary>
/// Sends requests and matches the answers by their ids, any number at a time. A label's answers are subscribed before its
/// first request. Safe from any thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Calls may outlive the stop and still use the token, which holds no resource.")]
internal sealed class BulkExchanges(Outbox outbox, DeviceTopics topics, TimeProvider clock, ILogger logger) : IDeviceFeature
{
    private readonly ConcurrentDictionary<Guid, PendingExchange> _pending = new();
    private readonly ConcurrentDictionary<string, MqttTopic> _answerTopics = new(StringComparer.Ordinal);
    private readonly FeatureTopics _topics = new();
    private readonly CancellationTokenSource _stop = new();

    public IReadOnlyList<MqttTopic> Topics => _topics.Offer();

    /// <summary>How many requests wait for their answer.</summary>
    public int Pending => _pending.Count;

    public async Task<TResponse> RequestAsync<TExchange, TRequest, TResponse>(
        TRequest request, TimeSpan timeout, CancellationToken cancellationToken)
        where TExchange : IBulkLabel<TExchange>, IBulkExchange<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        string label = TExchange.Info.Label;
        long startedAt = clock.GetTimestamp();
        string outcome = "OK";
        try
        {
            ExchangeAnswer answer = await AskAsync<TExchange, TRequest, TResponse>(request, label, timeout, cancellationToken).ConfigureAwait(false);
            if (answer.Status != ExchangeAnswer.Ok) throw ExchangeErrors.Refused(label, answer.Status);
            return JsonPayload.Read<TResponse>(answer.Payload.Span, label, TExchange.ReadResponse);
        }
        catch (Exception exception)
        {
            outcome = exception is ModeExchangeException failed ? failed.Failure.ToString() : exception.GetType().Name;
            throw;
        }
        finally
        {
            ExchangeMetrics.Ended(outcome, clock.GetElapsedTime(startedAt));
        }
    }

    public bool TryReceive(ReadOnlySpan<byte> topic, in ReadOnlySequence<byte> payload)
    {
        foreach (MqttTopic answerTopic in _answerTopics.Values)
        {
            if (!topic.SequenceEqual(answerTopic.Utf8.Span)) continue;
            Receive(answerTopic, payload.ToArray());
            return true;
        }

        return false;
    }

    public void OnReady(IMqttLink link) => _topics.OnReady(link);

    public void OnClosed()
    {
        _topics.OnClosed();
        foreach (Guid id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out PendingExchange? pending))
                pending.Fail(ExchangeErrors.Disconnected(pending.Label));
        }
    }

    public Task StopAsync(CancellationToken giveUp) => _stop.CancelAsync();

    private async Task<ExchangeAnswer> AskAsync<TExchange, TRequest, TResponse>(
        TRequest request, string label, TimeSpan timeout, CancellationToken cancellationToken)
        where TExchange : IBulkLabel<TExchange>, IBulkExchange<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        Guid id = Guid.NewGuid();
        PendingSend send = Write<TExchange, TRequest, TResponse>(request, id);
        MqttTopic answerTopic = AnswerTopic(label);
        var pending = new PendingExchange(label, answerTopic);

        using var limit = new CancellationTokenSource(timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _stop.Token);
        try
        {
            try
            {
                await _topics.WhenSubscribedAsync(answerTopic, end.Token).ConfigureAwait(false);
            }
            catch
            {
                outbox.Return(send);
                throw;
            }

            _pending[id] = pending;
            _ = FollowAsync(pending, outbox.Send(send, end.Token));
            return await pending.Answer.WaitAsync(end.Token).ConfigureAwait(false);
        }
        catch (ModeSubscriptionException exception)
        {
            throw ExchangeErrors.NotSent(label, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw _stop.IsCancellationRequested ? ExchangeErrors.Stopped(label) : ExchangeErrors.TimedOut(label, timeout, exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            _pending.TryRemove(id, out _);

            // A request that nobody waits for must not go out again over the next connection.
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    private PendingSend Write<TExchange, TRequest, TResponse>(TRequest request, Guid id)
        where TExchange : IBulkLabel<TExchange>, IBulkExchange<TRequest, TResponse>
        where TRequest : notnull
        where TResponse : notnull
    {
        BulkLabelInfo info = TExchange.Info;
        PendingSend send = outbox.Rent(topics.BulkRequest(info.Label), info.QualityOfService);
        try
        {
            var writer = new JsonPayloadWriter(send);
            writer.WriteRaw("{\"bulkDataLabel\":"u8);
            writer.WriteString(info.Label);
            writer.WriteRaw(",\"requestId\":\""u8);
            Span<byte> text = stackalloc byte[32];
            id.TryFormat(text, out _, "N");
            writer.WriteRaw(text);
            writer.WriteRaw("\",\"payload\":"u8);
            TExchange.WriteRequest(ref writer, request);
            writer.WriteRaw("}"u8);
            writer.Flush();
        }
        catch
        {
            outbox.Return(send);
            throw;
        }

        send.InMemoryOnly = true;
        return send;
    }

    private static async Task FollowAsync(PendingExchange pending, ValueTask<SendFate> send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        catch (ModeSendException exception)
        {
            pending.Fail(ExchangeErrors.NotSent(pending.Label, exception));
        }
        catch (OperationCanceledException)
        {
            // The call has ended.
        }
    }

    private void Receive(MqttTopic topic, byte[] payload)
    {
        ExchangeAnswer answer;
        try
        {
            answer = ExchangeAnswer.Parse(payload);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            ExchangeMetrics.Dropped("malformed");
            ExchangeLog.Malformed(logger, topic.Name, exception.Message);
            return;
        }

        if (_pending.TryGetValue(answer.RequestId, out PendingExchange? pending)
            && pending.AnswerTopic == topic
            && _pending.TryRemove(answer.RequestId, out _))
        {
            pending.Complete(answer);
            return;
        }

        ExchangeMetrics.Dropped("unmatched");
        ExchangeLog.Unmatched(logger, topic.Name);
    }

    private MqttTopic AnswerTopic(string label) =>
        _answerTopics.GetOrAdd(label, static (label, topics) => topics.BulkResponse(label), topics);
}
