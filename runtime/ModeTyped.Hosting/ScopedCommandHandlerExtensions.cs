using ModeTyped;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Command handlers from the container.</summary>
public static class ScopedCommandHandlerExtensions
{
    /// <summary>
    /// Makes a command handler that resolves a service for each command, in a scope of its own that ends with the
    /// handler:
    /// <c>SetTarget = services.ScopedHandler((Thermostat thermostat, SetTarget command, CancellationToken ct) => thermostat.SetAsync(command, ct))</c>.
    /// </summary>
    /// <typeparam name="TService">The service that handles the command; it may need the device.</typeparam>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="handle">Handles one command with the service.</param>
    public static CommandHandler<TCommand> ScopedHandler<TService, TCommand>(
        this IServiceProvider services, Func<TService, TCommand, CancellationToken, ValueTask> handle)
        where TService : notnull
        where TCommand : IModeCommand<TCommand>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(handle);
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return async (command, cancellationToken) =>
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var service = scope.ServiceProvider.GetRequiredService<TService>();
                await handle(service, command, cancellationToken).ConfigureAwait(false);
            }
        };
    }
}
