namespace ModeTyped.TestSupport;

/// <summary>The link that tests of the session run over: ModeTyped's own, or MQTTnet where the build has <c>WithMqttNet</c>.</summary>
public static class TestedLink
{
    public static ModeDeviceOptions OverTestedLink(this ModeDeviceOptions options) =>
#if WITH_MQTTNET
        options.WithMqttNet();
#else
        options;
#endif
}
