using System.Globalization;
using ModeTyped;

// The port of a MODE on this machine is the argument.
var target = new TaskCompletionSource<double>();
await using ModeDevice device = await ModeDevice.ConnectAsync(
    new ModeDeviceOptions
    {
        DeviceId = 1,
        ApiKey = "key",
        Host = "127.0.0.1",
        Port = int.Parse(args[0], CultureInfo.InvariantCulture),
        UseTls = false,
    }.WithSqliteOutbox(Path.Combine(AppContext.BaseDirectory, "outbox.db")),
    new ModeCommands
    {
        SetTarget = (command, _) =>
        {
            target.SetResult(command.Celsius);
            return ValueTask.CompletedTask;
        },
    });

await device.PublishAsync(new Temperature(21.5, "a1"));
await device.PublishAsync(new TargetReached(await target.Task));

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeEvent("targetReached")]
public partial record TargetReached(double Celsius);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);
