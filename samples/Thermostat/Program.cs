using ModeTyped;
using Samples;
using Thermostat;

return await Sample.RunAsync(RunDeviceAsync, InProcessCloud.RunAsync);

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
