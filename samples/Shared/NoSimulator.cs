using ModeTyped;

namespace Samples;

/// <summary>Stands in for a sample's in-process cloud in the native binary, which is the device alone.</summary>
internal static class InProcessCloud
{
    public static Task<int> RunAsync(
        Func<ModeDeviceOptions, CancellationToken, Task> device, CancellationToken stopping)
    {
        Console.Error.WriteLine("Set MODE_DEVICE_ID and MODE_API_KEY, and optionally MODE_HOST, MODE_PORT and MODE_TLS.");
        return Task.FromResult(2);
    }
}
