using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ModeTyped;
using ModeTyped.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds devices to a Generic Host. A device is a singleton <see cref="ModeDevice"/>: it starts before and stops after
/// all other hosted services, whatever the order of registration, so that they can publish to their end. It takes its
/// logger and its clock from the host. A generated publisher is added as any service is:
/// <c>services.AddSingleton&lt;IModeEvents, ModeEvents&gt;()</c>.
/// </summary>
public static class ModeDeviceServiceCollectionExtensions
{
    /// <summary>Adds the device that a section of the configuration describes.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">The section, as <see cref="ModeDeviceConfigurationExtensions.GetModeDeviceOptions"/> reads it.</param>
    /// <param name="commands">Makes the command handlers; without it the device receives no commands. Handlers that need
    /// services of a scope, or the device itself, come from <see cref="ScopedCommandHandlerExtensions.ScopedHandler"/>.</param>
    /// <exception cref="InvalidOperationException">A device was added already; several devices have keys.</exception>
    public static IServiceCollection AddModeDevice(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, CommandDispatcher>? commands = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddModeDevice(_ => configuration.GetModeDeviceOptions(), commands);
    }

    /// <summary>Adds the device that the options describe.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="options">Makes the options, once, when the host starts.</param>
    /// <param name="commands">Makes the command handlers; without it the device receives no commands.</param>
    /// <exception cref="InvalidOperationException">A device was added already; several devices have keys.</exception>
    public static IServiceCollection AddModeDevice(
        this IServiceCollection services,
        Func<IServiceProvider, ModeDeviceOptions> options,
        Func<IServiceProvider, CommandDispatcher>? commands = null) =>
        Add(services, null, options, commands);

    /// <summary>Adds one of several devices, each resolved by its key, that a section of the configuration describes.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="serviceKey">The device's key.</param>
    /// <param name="configuration">The section, as <see cref="ModeDeviceConfigurationExtensions.GetModeDeviceOptions"/> reads it.</param>
    /// <param name="commands">Makes the command handlers; without it the device receives no commands.</param>
    /// <exception cref="InvalidOperationException">A device with this key was added already.</exception>
    public static IServiceCollection AddKeyedModeDevice(
        this IServiceCollection services,
        object serviceKey,
        IConfiguration configuration,
        Func<IServiceProvider, CommandDispatcher>? commands = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddKeyedModeDevice(serviceKey, _ => configuration.GetModeDeviceOptions(), commands);
    }

    /// <summary>Adds one of several devices, each resolved by its key, that the options describe.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="serviceKey">The device's key.</param>
    /// <param name="options">Makes the options, once, when the host starts.</param>
    /// <param name="commands">Makes the command handlers; without it the device receives no commands.</param>
    /// <exception cref="InvalidOperationException">A device with this key was added already.</exception>
    public static IServiceCollection AddKeyedModeDevice(
        this IServiceCollection services,
        object serviceKey,
        Func<IServiceProvider, ModeDeviceOptions> options,
        Func<IServiceProvider, CommandDispatcher>? commands = null)
    {
        ArgumentNullException.ThrowIfNull(serviceKey);
        return Add(services, serviceKey, options, commands);
    }

    private static IServiceCollection Add(
        IServiceCollection services,
        object? serviceKey,
        Func<IServiceProvider, ModeDeviceOptions> options,
        Func<IServiceProvider, CommandDispatcher>? commands)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        if (services.Any(s => s.ServiceType == typeof(ModeDevice) && Equals(s.ServiceKey, serviceKey)))
        {
            throw new InvalidOperationException(serviceKey is null
                ? "A device was added already. Give each of several devices a key of its own (AddKeyedModeDevice)."
                : $"A device with the key '{serviceKey}' was added already. Give each device a key of its own.");
        }

        var registration = new ModeDeviceRegistration(options, commands);
        if (serviceKey is null) services.AddSingleton(registration.Start);
        else services.AddKeyedSingleton(serviceKey, (provider, _) => registration.Start(provider));
        return services.AddSingleton<IHostedService>(provider => new ModeDeviceLifetime(provider, serviceKey));
    }
}
