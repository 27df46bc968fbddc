using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ModeTyped.Hosting;

/// <summary>Reads plain values and gathers what is wrong with them. A failure names the key and never repeats the value,
/// which may be a secret in the wrong place.</summary>
internal readonly struct ConfigurationReader(IConfiguration configuration, List<string> failures)
{
    public bool Exists => configuration is IConfigurationSection section && section.Exists();

    public ConfigurationReader Section(string key) => new(configuration.GetSection(key), failures);

    public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

    public string RequiredText(string key, string what)
    {
        if (Text(key) is { } text) return text;
        failures.Add($"{Path(key)} is missing: it takes {what}.");
        return string.Empty;
    }

    public T Required<T>(string key, string what)
        where T : struct, ISpanParsable<T>
    {
        if (RequiredText(key, what) is not { Length: > 0 } text) return default;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out T value)) return value;
        failures.Add($"{Path(key)} is not {what}.");
        return default;
    }

    public T Number<T>(string key, T absent)
        where T : struct, ISpanParsable<T> =>
        Text(key) is null ? absent : Required<T>(key, "a whole number within its range");

    public TimeSpan Time(string key, TimeSpan absent) =>
        Text(key) is null ? absent : Required<TimeSpan>(key, "a time such as 00:00:30");

    public bool Boolean(string key, bool absent)
    {
        if (Text(key) is not { } text) return absent;
        if (bool.TryParse(text, out bool value)) return value;
        failures.Add($"{Path(key)} is neither true nor false.");
        return absent;
    }

    public T Choice<T>(string key, T absent)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return absent;
        if (Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value)) return value;
        failures.Add($"{Path(key)} is none of {string.Join(", ", Enum.GetNames<T>())}.");
        return absent;
    }

    private string Path(string key) =>
        configuration is IConfigurationSection section ? ConfigurationPath.Combine(section.Path, key) : key;
}
