using ModeTyped.MqttNet;
using MQTTnet;

namespace ModeTyped;

/// <summary>Runs devices over MQTTnet.</summary>
public static class MqttNetExtensions
{
    /// <summary>
    /// These options with MQTTnet's codec and channel in the place of ModeTyped's own. What MODE asks for stays as it is:
    /// MQTT 3.1.1, an empty client id, a clean session, the device's credentials and keep-alive.
    /// </summary>
    /// <param name="options">The device's options.</param>
    /// <param name="configure">
    /// Called before each connection, on any thread, with the options that MQTTnet opens it by. With
    /// <see cref="MqttClientOptions.ChannelOptions"/> left as they are, the connection is opened as
    /// <see cref="ModeDeviceOptions"/> say, TLS included; others take their place entirely. Null changes nothing.
    /// </param>
    /// <param name="factory">Makes MQTTnet's clients, with its logger; a new factory without a logger unless set.</param>
    public static ModeDeviceOptions WithMqttNet(
        this ModeDeviceOptions options, Action<MqttClientOptions>? configure = null, MqttClientFactory? factory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { LinkFactory = new MqttNetLinkFactory(factory ?? new MqttClientFactory(), configure) };
    }
}
