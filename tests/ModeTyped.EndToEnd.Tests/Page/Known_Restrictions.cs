using ModeTyped.Simulator;

namespace ModeTyped.EndToEnd.Tests.Page;

/// <summary>
/// The section "Known Restrictions" of MODE's MQTT page: a session in which a device does everything, as Wireshark's
/// dissector, which this project did not write, saw it on the wire.
/// </summary>
public sealed class Known_Restrictions
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_on_the_wire_is_malformed_or_breaks_a_restriction()
    {
        await using ModeSimulator mode = await SimulatedCloud.StartAsync();
        await using PacketCapture capture = await PacketCapture.StartAsync(mode.Port);

        await DoEverythingAsync(mode, capture);
        await capture.WaitForAsync("Disconnect Req");
        await capture.StopAsync();

        Assert.Equal(0, mode.Refusals.Count);
        for (int type = 1; type <= 14; type++)
        {
            // Every packet type but the three of QoS 2.
            if (type is not (5 or 6 or 7)) await OnceAsync($"mqtt.msgtype == {type}");
        }

        await NeverAsync("_ws.malformed || _ws.expert.group == \"Malformed\" || _ws.expert.severity == error");
        await NeverAsync("mqtt.clientid_len > 0");
        await NeverAsync("mqtt.conflag.cleansess == 0");
        await NeverAsync("mqtt.conflag.willflag == 1 || mqtt.conflag.retain == 1 || mqtt.conflag.qos > 0");
        await NeverAsync("mqtt.ver != 4");
        await NeverAsync("mqtt.qos == 2 || mqtt.qos == 3");
        await NeverAsync("mqtt.sub.qos > 0 || mqtt.suback.qos > 0");
        await NeverAsync("mqtt.retain == 1");
        await OnceAsync("mqtt.clientid_len == 0 && mqtt.conflag.cleansess == 1 && mqtt.ver == 4");
        await OnceAsync("mqtt.qos == 0 && mqtt.msgtype == 3");
        await OnceAsync("mqtt.qos == 1 && mqtt.msgtype == 3");

        async Task NeverAsync(string filter) => Assert.Empty(await capture.FindAsync(filter));

        async Task OnceAsync(string filter)
        {
            if (await capture.FindAsync(filter) is []) Assert.Fail($"No '{filter}' in:\n{string.Join('\n', await capture.FindAsync("mqtt"))}");
        }
    }

    private static async Task DoEverythingAsync(ModeSimulator mode, PacketCapture capture)
    {
        mode.AnswerBulkRequests("forecast", _ => new BulkResponse("""{"celsius":12.5}"""));
        mode.Data(SimulatedCloud.DeviceId).Set("settings", """{"target":20,"eco":false}""");
        var commanded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commands = new ModeCommands
        {
            SetTarget = (_, _) =>
            {
                commanded.TrySetResult();
                return ValueTask.CompletedTask;
            },
        };
        await using ModeDevice device = await ModeDevice.ConnectAsync(
            SimulatedCloud.OptionsFor(mode) with { KeepAlive = TimeSpan.FromSeconds(1) }, commands, Cancellation);

        foreach (QualityOfService qualityOfService in Enum.GetValues<QualityOfService>())
        {
            await device.PublishAsync(new Temperature(21.5, "a1"), new SendOptions(qualityOfService), Cancellation);
            await Vibration.SendAsync(device, new byte[100_000], new SendOptions(qualityOfService), Cancellation);
        }

        await device.Data.WhenReadyAsync(Cancellation);
        await device.Data.SetAsync(new Settings(21, Eco: true), Cancellation);
        await device.Data.DeleteAsync<Settings>(Cancellation);
        await Forecast.RequestAsync(device, new ForecastQuery(24), cancellationToken: Cancellation);
        await mode.SendCommandAsync(SimulatedCloud.DeviceId, new SetTarget(22.5), Cancellation);
        await commanded.Task.WaitAsync(Cancellation);
        await capture.WaitForAsync("Ping Response");
        await device.StopAsync(Cancellation);
    }
}
