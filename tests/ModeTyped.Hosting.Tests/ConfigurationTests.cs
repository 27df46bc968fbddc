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
        [typeof(bool)] = ("false", false),
        [typeof(TimeSpan)] = ("00:01:02", new TimeSpan(0, 1, 2)),
    };

    public static TheoryData<string> PlainOptions =>
        [.. typeof(ModeDeviceOptions).GetProperties().Where(p => Samples.ContainsKey(p.PropertyType)).Select(p => p.Name)];

    [Theory, MemberData(nameof(PlainOptions))]
    public void Every_plain_option_is_read_from_the_configuration(string name)
    {
        PropertyInfo property = typeof(ModeDeviceOptions).GetProperty(name)!;
        (string text, object value) = Samples[property.PropertyType];
        ModeDeviceOptions options = Section(("DeviceId", "1"), ("ApiKey", "key"), (name, text)).GetModeDeviceOptions();
        Assert.Equal(value, property.GetValue(options));
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
                "Mode:Port is not a port number.",
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

    private static IConfigurationSection Section(params (string Key, string Value)[] values) =>
        values
            .Aggregate(new ConfigurationBuilder(), (builder, value) =>
                (ConfigurationBuilder)builder.AddInMemoryCollection([KeyValuePair.Create("Mode:" + value.Key, (string?)value.Value)]))
            .Build()
            .GetSection("Mode");
}
