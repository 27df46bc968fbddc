using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ModeTyped.Hosting.Tests;

public sealed class ConfigurationTests
{
    private static readonly Dictionary<Type, (string Text, object Value)> Samples = new()
    {
        [typeof(ulong)] = ("18446744073709551615", ulong.MaxValue),
        [typeof(string)] = ("text", "text"),
        [typeof(int)] = ("4711", 4711),
        [typeof(int?)] = ("4711", 4711),
        [typeof(long)] = ("4711", 4711L),
        [typeof(bool)] = ("false", false),
        [typeof(TimeSpan)] = ("00:01:02", new TimeSpan(0, 1, 2)),
        [typeof(OutboxFullMode)] = ("dropOldest", OutboxFullMode.DropOldest),
        [typeof(CommandOverflow)] = ("dropNewest", CommandOverflow.DropNewest),
    };

    public static TheoryData<string> PlainOptions => [.. Plain(typeof(ModeDeviceOptions), "")];

    [Theory, MemberData(nameof(PlainOptions))]
    public void Every_plain_option_is_read_from_the_configuration(string key)
    {
        string[] path = key.Split(':');
        PropertyInfo property = path.Aggregate(
            (PropertyInfo?)null, (owner, name) => (owner?.PropertyType ?? typeof(ModeDeviceOptions)).GetProperty(name)!)!;
        (string text, object value) = Samples[property.PropertyType];
        object? options = Section(("DeviceId", "1"), ("ApiKey", "key"), ("UseTls", "true"), (key, text)).GetModeDeviceOptions();
        foreach (string name in path) options = options!.GetType().GetProperty(name)!.GetValue(options);
        Assert.Equal(value, options);
    }

    [Fact]
    public void What_the_configuration_does_not_say_keeps_its_default()
    {
        ModeDeviceOptions options = Section(("DeviceId", "1"), ("ApiKey", "key")).GetModeDeviceOptions();
        Assert.Equivalent(new ModeDeviceOptions { DeviceId = 1, ApiKey = "key" }, options);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_by_its_full_key()
    {
        var error = Assert.Throws<OptionsValidationException>(() =>
            Section(("DeviceId", "-1"), ("Port", "http"), ("UseTls", "yes"), ("SendTimeout", "soon")).GetModeDeviceOptions());
        Assert.Equal(
            [
                "Mode:DeviceId is not MODE's device id, an unsigned 64-bit number.",
                "Mode:ApiKey is missing: it takes the API key that MODE issued to the device.",
                "Mode:Port is not a whole number within its range.",
                "Mode:UseTls is neither true nor false.",
                "Mode:SendTimeout is not a time such as 00:00:30.",
            ],
            error.Failures);
    }

    [Fact]
    public void An_API_key_in_the_wrong_place_is_not_repeated()
    {
        var error = Assert.Throws<OptionsValidationException>(() =>
            Section(("DeviceId", "v1.secret"), ("ApiKey", "v1.secret")).GetModeDeviceOptions());
        Assert.DoesNotContain("v1.secret", error.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Plain(Type options, string prefix) => options.GetProperties().SelectMany(property =>
        Samples.ContainsKey(property.PropertyType) ? [prefix + property.Name]
            : property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) ? Plain(property.PropertyType, $"{prefix}{property.Name}:")
            : Array.Empty<string>());

    private static IConfigurationSection Section(params (string Key, string Value)[] values) =>
        values
            .Aggregate(new ConfigurationBuilder(), (builder, value) =>
                (ConfigurationBuilder)builder.AddInMemoryCollection([KeyValuePair.Create("Mode:" + value.Key, (string?)value.Value)]))
            .Build()
            .GetSection("Mode");
}
