using System.Runtime.InteropServices;
using ModeTyped;
using Thermostat;

using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    // Ending the process is for the last line of this file: the device says goodbye first.
    signal.Cancel = true;
    stopping.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    if (DeviceSettings.FromEnvironment() is not { } options)
        return await InProcessCloud.RunAsync(RunDeviceAsync, stopping.Token);

    await RunDeviceAsync(options, stopping.Token);
    return 0;
}
catch (ModeException exception)
{
    // Every ModeTyped exception says what happened and what to do.
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task RunDeviceAsync(ModeDeviceOptions options, CancellationToken stopping)
{
    var room = new Room(celsius: 18, target: 20);

    await using ModeDevice device = await ModeDevice.ConnectAsync(
        options,
        new ModeCommands
        {
            SetTarget = (command, _) =>
            {
                room.Target = command.Celsius;
                Console.WriteLine($"device | setTarget: heating to {command.Celsius} °C");
                return ValueTask.CompletedTask;
            },
        },
        stopping);
    Console.WriteLine($"device | connected to {options.Host}:{options.Port} as device {options.DeviceId}");

    using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1));
    try
    {
        do
        {
            var reading = new Temperature(room.Measure(), Sensor: "a1");
            SendFate fate = await device.PublishAsync(reading, stopping);
            Console.WriteLine($"device | {reading.Celsius} °C: {fate}");
        }
        while (await everySecond.WaitForNextTickAsync(stopping));
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        Console.WriteLine("device | stopping");
    }
}
