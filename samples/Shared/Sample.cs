using System.Runtime.InteropServices;
using ModeTyped;

namespace Samples;

/// <summary>What all samples have in common.</summary>
internal static class Sample
{
    /// <summary>
    /// Runs a device for each set of credentials in the environment, or, where there are none, against a simulated MODE in
    /// this process. Ctrl+C ends it, and the devices say goodbye first.
    /// </summary>
    /// <param name="device">Runs one device until it is done or told to stop.</param>
    /// <param name="cloud">Runs devices against a simulated MODE; the exit code tells whether all went well.</param>
    public static async Task<int> RunAsync(
        Func<ModeDeviceOptions, CancellationToken, Task> device,
        Func<Func<ModeDeviceOptions, CancellationToken, Task>, CancellationToken, Task<int>> cloud)
    {
        using var stopping = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        try
        {
            IReadOnlyList<ModeDeviceOptions> devices = DeviceSettings.FromEnvironment();
            if (devices.Count == 0) return await cloud(device, stopping.Token);

            await Task.WhenAll(devices.Select(options => device(options, stopping.Token)));
            return 0;
        }
        catch (ModeException exception)
        {
            // Every ModeTyped exception says what happened and what to do.
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
