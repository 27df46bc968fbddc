using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ModeTyped.Hosting;

/// <summary>Reads plain values and gathers what is wrong with them. A failure names the key, never a required value:
/// it may be a secret.</summary>
internal sealed class ConfigurationReader(IConfiguration configuration)
{
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

    public string RequiredText(string key, string what)
    {
        if (Text(key) is { } text) return text;
        _failures.Add($"{Path(key)} is missing: it takes {what}.");
        return string.Empty;
    }

    public T Required<T>(string key, string what)
        where T : struct, ISpanParsable<T>
    {
        if (T.TryParse(Text(key), CultureInfo.InvariantCulture, out T value)) return value;
        _failures.Add(Text(key) is null ? $"{Path(key)} is missing: it takes {what}." : $"{Path(key)} is not {what}.");
        return default;
    }

    public T Optional<T>(string key, T absent, string what)
        where T : struct, ISpanParsable<T> =>
        Text(key) is null ? absent : Required<T>(key, what);

    public bool Boolean(string key, bool absent)
    {
        if (Text(key) is not { } text) return absent;
        if (bool.TryParse(text, out bool value)) return value;
        _failures.Add($"{Path(key)} is neither true nor false.");
        return absent;
    }

    private string Path(string key) =>
        configuration is IConfigurationSection section ? ConfigurationPath.Combine(section.Path, key) : key;
}
