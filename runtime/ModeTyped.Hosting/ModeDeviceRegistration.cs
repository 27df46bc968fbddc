using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModeTyped.Hosting;

/// <summary>Starts the one device of a registration when the container first needs it.</summary>
internal sealed class ModeDeviceRegistration(
    Func<IServiceProvider, ModeDeviceOptions> options, Func<IServiceProvider, CommandDispatcher>? commands)
{
    private bool _starting;

    public ModeDevice Start(IServiceProvider services)
    {
        // The container does not see a cycle through factories; it would recurse until the stack ends.
        if (_starting)
        {
            throw new InvalidOperationException(
                "The device's options or command handlers need the device itself while it is being made. Resolve what "
                + "needs the device when a command arrives: with services.ScopedHandler(...), or inside the handler.");
        }

        _starting = true;
        try
        {
            return ModeDevice.Start(Complete(options(services), services), commands?.Invoke(services));
        }
        finally
        {
            _starting = false;
        }
    }

    private static ModeDeviceOptions Complete(ModeDeviceOptions options, IServiceProvider services) => options with
    {
        LoggerFactory = options.LoggerFactory != NullLoggerFactory.Instance
            ? options.LoggerFactory
            : services.GetService<ILoggerFactory>() ?? options.LoggerFactory,
        TimeProvider = options.TimeProvider != TimeProvider.System
            ? options.TimeProvider
            : services.GetService<TimeProvider>() ?? options.TimeProvider,
    };
}
