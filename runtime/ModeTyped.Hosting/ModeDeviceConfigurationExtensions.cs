using Microsoft.Extensions.Options;
using ModeTyped;
using ModeTyped.Hosting;

namespace Microsoft.Extensions.Configuration;

/// <summary>Reads devices from the configuration.</summary>
public static class ModeDeviceConfigurationExtensions
{
    /// <summary>
    /// Reads a device's options: <c>DeviceId</c> and <c>ApiKey</c>, which must be there, and any of the other plain
    /// options by their names (<c>Host</c>, <c>Port</c>, <c>SendTimeout</c> as <c>00:00:30</c>,
    /// <c>Outbox:MaxMessages</c> ...). Uses no reflection. What is absent keeps its default.
    /// </summary>
    /// <param name="configuration">The section that describes the device.</param>
    /// <exception cref="OptionsValidationException">Values are missing or cannot be read; names each of them.</exception>
    public static ModeDeviceOptions GetModeDeviceOptions(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var failures = new List<string>();
        ModeDeviceOptions options = ReadDevice(new ConfigurationReader(configuration, failures));
        if (failures.Count > 0) throw new OptionsValidationException(Options.Options.DefaultName, typeof(ModeDeviceOptions), failures);
        return options;
    }

    private static ModeDeviceOptions ReadDevice(ConfigurationReader values)
    {
        var options = new ModeDeviceOptions
        {
            DeviceId = values.Required<ulong>(nameof(ModeDeviceOptions.DeviceId), "MODE's device id, an unsigned 64-bit number"),
            ApiKey = values.RequiredText(nameof(ModeDeviceOptions.ApiKey), "the API key that MODE issued to the device"),
        };
        return options with
        {
            Host = values.Text(nameof(options.Host)) ?? options.Host,
            Port = values.Number(nameof(options.Port), options.Port),
            UseTls = values.Boolean(nameof(options.UseTls), options.UseTls),
            TrustedRoots = values.Text(nameof(options.TrustedRoots)) ?? options.TrustedRoots,
            WebSocket = ReadWebSocket(values.Section(nameof(options.WebSocket))),
            KeepAlive = values.Time(nameof(options.KeepAlive), options.KeepAlive),
            ConnectTimeout = values.Time(nameof(options.ConnectTimeout), options.ConnectTimeout),
            SendTimeout = values.Time(nameof(options.SendTimeout), options.SendTimeout),
            DrainTimeout = values.Time(nameof(options.DrainTimeout), options.DrainTimeout),
            SendsPerMinute = values.Text(nameof(options.SendsPerMinute)) is null
                ? options.SendsPerMinute
                : values.Number(nameof(options.SendsPerMinute), 0),
            InFlightWindow = values.Number(nameof(options.InFlightWindow), options.InFlightWindow),
            Outbox = ReadOutbox(values.Section(nameof(options.Outbox)), options.Outbox),
            Commands = ReadCommands(values.Section(nameof(options.Commands)), options.Commands),
            Reconnect = ReadReconnect(values.Section(nameof(options.Reconnect)), options.Reconnect),
        };
    }

    /// <summary>Carries MQTT over a WebSocket where the section says anything of one.</summary>
    private static MqttWebSocketOptions? ReadWebSocket(ConfigurationReader values)
    {
        if (!values.Exists) return null;
        var options = new MqttWebSocketOptions();
        return options with
        {
            Path = values.Text(nameof(options.Path)) ?? options.Path,
            OfferSubProtocol = values.Boolean(nameof(options.OfferSubProtocol), options.OfferSubProtocol),
        };
    }

    private static OutboxOptions ReadOutbox(ConfigurationReader values, OutboxOptions options) => options with
    {
        MaxMessages = values.Number(nameof(options.MaxMessages), options.MaxMessages),
        MaxBytes = values.Number(nameof(options.MaxBytes), options.MaxBytes),
        FullMode = values.Choice(nameof(options.FullMode), options.FullMode),
        HoldQos0WhileOffline = values.Boolean(nameof(options.HoldQos0WhileOffline), options.HoldQos0WhileOffline),
    };

    private static CommandOptions ReadCommands(ConfigurationReader values, CommandOptions options) => options with
    {
        MaxCommands = values.Number(nameof(options.MaxCommands), options.MaxCommands),
        MaxBytes = values.Number(nameof(options.MaxBytes), options.MaxBytes),
        Overflow = values.Choice(nameof(options.Overflow), options.Overflow),
    };

    private static ReconnectOptions ReadReconnect(ConfigurationReader values, ReconnectOptions options) => options with
    {
        FirstDelay = values.Time(nameof(options.FirstDelay), options.FirstDelay),
        MaxDelay = values.Time(nameof(options.MaxDelay), options.MaxDelay),
        ResetAfter = values.Time(nameof(options.ResetAfter), options.ResetAfter),
    };
}
