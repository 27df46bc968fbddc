using System.Text;
using ModeTyped;
using ModeTyped.Simulator;

await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1] = "key" } });
var target = new TaskCompletionSource<double>();

await using ModeDevice device = await ModeDevice.ConnectAsync(
    new ModeDeviceOptions { DeviceId = 1, ApiKey = "key", Host = "127.0.0.1", Port = mode.Port, UseTls = false },
    new ModeCommands
    {
        SetTarget = (command, _) =>
        {
            target.SetResult(command.Celsius);
            return ValueTask.CompletedTask;
        },
    });

await device.PublishAsync(new Temperature(21.5, "a1"));
ReceivedEvent received = await mode.Events.WaitAsync(e => e.EventType == "temperature");
Console.WriteLine(Encoding.UTF8.GetString(received.Payload.Span));

await mode.SendCommandAsync(1, new SetTarget(22.5));
Console.WriteLine(FormattableString.Invariant($"target {await target.Task}"));

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);
