namespace ModeTyped.Mqtt;

/// <summary>What carries MQTT's bytes, with TLS or without.</summary>
internal enum MqttTransport
{
    Tcp,
    WebSocket,
}
