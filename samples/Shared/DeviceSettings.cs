using System.Globalization;
using ModeTyped;

namespace Samples;

internal static class DeviceSettings
{
    /// <summary>
    /// The devices that the environment describes: MODE_DEVICE_ID and MODE_API_KEY, of several devices with commas between,
    /// and optionally MODE_HOST, MODE_PORT and MODE_TLS.
    /// </summary>
    public static IReadOnlyList<ModeDeviceOptions> FromEnvironment()
    {
        if (Variable("MODE_DEVICE_ID") is not { } ids || Variable("MODE_API_KEY") is not { } keys) return [];

        var common = new ModeDeviceOptions { DeviceId = 0, ApiKey = "" };
        if (Variable("MODE_HOST") is { } host) common = common with { Host = host };
        if (Variable("MODE_TLS") is { } tls) common = common with { UseTls = bool.Parse(tls) };
        int port = Variable("MODE_PORT") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : common.UseTls ? 8883 : 1883;
        return [.. ids.Split(',').Zip(keys.Split(','), (id, key) => common with
        {
            DeviceId = ulong.Parse(id, CultureInfo.InvariantCulture),
            ApiKey = key,
            Port = port,
        })];
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
