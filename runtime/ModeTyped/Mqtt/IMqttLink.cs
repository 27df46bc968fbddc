namespace ModeTyped.Mqtt;

/// <summary>
/// One MQTT 3.1.1 connection that was accepted (CONNACK 0) and lives until it closes; it is never reused. The seam under
/// the session, so that another MQTT library can carry a device. All members are safe from any thread.
/// </summary>
internal interface IMqttLink : IAsyncDisposable
{
    /// <summary>Completes, never faulted, with the reason, once the connection is gone; every pending call has failed by then.</summary>
    Task<MqttCloseReason> Closed { get; }

    /// <summary>
    /// Publishes. Completes when the packet is handed to the network (QoS 0) or acknowledged by PUBACK (QoS 1). Waits
    /// while the in-flight window is full.
    /// </summary>
    /// <param name="topic">The topic name.</param>
    /// <param name="payload">The application message; it may be reused once the call completes.</param>
    /// <param name="qualityOfService">QoS 0 or 1.</param>
    /// <param name="cancellationToken">Gives the wait up; a packet already sent stays sent.</param>
    /// <exception cref="MqttLinkException">The connection closed, or the PUBACK did not come in time.</exception>
    ValueTask PublishAsync(
        MqttTopic topic,
        ReadOnlyMemory<byte> payload,
        QualityOfService qualityOfService,
        CancellationToken cancellationToken = default);

    /// <summary>Subscribes at QoS 0 with one SUBSCRIBE packet.</summary>
    /// <returns>For each topic, in order, whether it was granted.</returns>
    /// <exception cref="MqttLinkException">The connection closed, or the SUBACK did not come in time.</exception>
    ValueTask<IReadOnlyList<bool>> SubscribeAsync(
        IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default);

    /// <summary>Unsubscribes with one UNSUBSCRIBE packet and waits for its UNSUBACK.</summary>
    /// <exception cref="MqttLinkException">The connection closed, or the UNSUBACK did not come in time.</exception>
    ValueTask UnsubscribeAsync(IReadOnlyList<MqttTopic> topics, CancellationToken cancellationToken = default);

    /// <summary>Sends DISCONNECT after everything queued before it, then closes the connection.</summary>
    ValueTask DisconnectAsync(CancellationToken cancellationToken = default);
}
