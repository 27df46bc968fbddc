using Microsoft.Extensions.Options;
using ModeTyped;
using ModeTyped.Hosting;

namespace Microsoft.Extensions.Configuration;

/// <summary>Reads devices from the configuration.</summary>
public static class ModeDeviceConfigurationExtensions
{
    /// <summary>
    /// Reads a device's options: <c>DeviceId</c> and <c>ApiKey</c>, which must be there, and any of the other plain
    /// options by their names (<c>Host</c>, <c>Port</c>, <c>UseTls</c>, <c>SendTimeout</c> as <c>00:00:30</c> ...). Uses
    /// no reflection. What is absent keeps its default.
    /// </summary>
    /// <param name="configuration">The section that describes the device.</param>
    /// <exception cref="OptionsValidationException">Values are missing or cannot be read; names each of them.</exception>
    public static ModeDeviceOptions GetModeDeviceOptions(this IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var values = new ConfigurationReader(configuration);
        var options = new ModeDeviceOptions
        {
            DeviceId = values.Required<ulong>(nameof(ModeDeviceOptions.DeviceId), "MODE's device id, an unsigned 64-bit number"),
            ApiKey = values.RequiredText(nameof(ModeDeviceOptions.ApiKey), "the API key that MODE issued to the device"),
        };
        options = options with
        {
            Host = values.Text(nameof(options.Host)) ?? options.Host,
            Port = values.Optional(nameof(options.Port), options.Port, "a port number"),
            UseTls = values.Boolean(nameof(options.UseTls), options.UseTls),
            SendTimeout = values.Optional(nameof(options.SendTimeout), options.SendTimeout, "a time such as 00:00:30"),
        };
        if (values.Failures.Count > 0)
            throw new OptionsValidationException(Options.Options.DefaultName, typeof(ModeDeviceOptions), values.Failures);
        return options;
    }
}
