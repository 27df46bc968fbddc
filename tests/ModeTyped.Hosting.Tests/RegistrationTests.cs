using Microsoft.Extensions.DependencyInjection;

namespace ModeTyped.Hosting.Tests;

public sealed class RegistrationTests
{
    private static readonly ModeDeviceOptions Options = new() { DeviceId = 1, ApiKey = "key" };

    [Fact]
    public void A_second_device_without_a_key_is_refused()
    {
        IServiceCollection services = new ServiceCollection().AddModeDevice(_ => Options);
        var error = Assert.Throws<InvalidOperationException>(() => services.AddModeDevice(_ => Options));
        Assert.Contains("AddKeyedModeDevice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_device_with_the_same_key_is_refused()
    {
        IServiceCollection services = new ServiceCollection()
            .AddKeyedModeDevice("hall", _ => Options)
            .AddKeyedModeDevice("porch", _ => Options);
        var error = Assert.Throws<InvalidOperationException>(() => services.AddKeyedModeDevice("porch", _ => Options));
        Assert.Contains("'porch'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_that_need_the_device_while_it_is_made_get_an_error_that_says_what_to_do()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddModeDevice(_ => Options, provider =>
            {
                provider.GetRequiredService<ModeDevice>();
                throw new InvalidOperationException("not reached");
            })
            .BuildServiceProvider();
        var error = Assert.Throws<InvalidOperationException>(services.GetRequiredService<ModeDevice>);
        Assert.Contains("ScopedHandler", error.Message, StringComparison.Ordinal);
    }
}
