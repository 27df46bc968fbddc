using System.Globalization;
using ModeTyped;

namespace Thermostat;

internal static class DeviceSettings
{
    /// <summary>The device that the environment describes, or null where it describes none.</summary>
    public static ModeDeviceOptions? FromEnvironment()
    {
        if (Variable("MODE_DEVICE_ID") is not { } id || Variable("MODE_API_KEY") is not { } key) return null;

        var options = new ModeDeviceOptions { DeviceId = ulong.Parse(id, CultureInfo.InvariantCulture), ApiKey = key };
        if (Variable("MODE_HOST") is { } host) options = options with { Host = host };
        if (Variable("MODE_TLS") is { } tls) options = options with { UseTls = bool.Parse(tls) };
        int port = Variable("MODE_PORT") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : options.UseTls ? 8883 : 1883;
        return options with { Port = port };
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
