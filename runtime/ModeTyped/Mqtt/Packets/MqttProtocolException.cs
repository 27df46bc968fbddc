namespace ModeTyped.Mqtt;

/// <summary>Received bytes are not MQTT 3.1.1, or larger than allowed; the only exception that decoding throws.</summary>
internal sealed class MqttProtocolException(string message) : Exception(message);
