using System.Diagnostics;
using System.Globalization;
using System.Text;
using ModeTyped.Simulator;

namespace ModeTyped.Packaging.Tests;

/// <summary>Plays MODE for a program that does all that a device can, a printed line for each piece.</summary>
internal static class AllOfMode
{
    private const ulong DeviceId = 1_000_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task DriveAsync(string program)
    {
        await using ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { HttpPort = 0 }, Cancelled);
        mode.AnswerBulkRequests("forecast", request => new BulkResponse($$"""{"celsius":[20.5,{{request.Payload.GetProperty("hours")}}]}"""));
        mode.AnswerBulkRequests("busy", _ => new BulkResponse { Status = BulkResponse.ServiceUnavailable });
        mode.AnswerBulkRequests("silent", _ => BulkResponse.None);
        var start = new ProcessStartInfo(
            program,
            [
                mode.Port.ToString(CultureInfo.InvariantCulture),
                mode.HttpPort.ToString(CultureInfo.InvariantCulture),
                mode.IssueProvisioningToken("SN-1"),
            ]);
        Task<(int ExitCode, string Output)> run = DotnetCommand.RunAsync(start);
        Task cloud = PlayAsync(mode);
        if (await Task.WhenAny(run, cloud) == cloud) await cloud;
        (int exitCode, string output) = await run;

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            """
            provisioned: 1000000
            claim mode: True
            device info: SN-1, connected False, claimable False
            spent token: BadRequest INVALID_TOKEN
            event: Delivered
            command: 22.5
            unknown command: reboot {"now":true}
            unbound command: $.celsius
            event at most once: Sent
            polymorphic event: Delivered
            time series: Delivered
            json context: {"celsius":21.5,"sensor":"a1"}
            raw bulk data: Delivered
            JSON bulk data: Delivered
            encoded bulk data: Delivered
            bulk data in parts: BulkTransfer { Parts = 3, Bytes = 10000 }
            routed data: Delivered
            exchange: 20.5 24
            exchange with nowhere: InvalidBulkDataLabel INVALID_BULK_DATA_LABEL
            exchange with busy: ServiceUnavailable SERVICE_UNAVAILABLE
            exchange with silent: TimedOut
            data written: Delivered
            data changed: Local, none to kitchen
            data changed: Remote, kitchen to hall
            data refused: Range at target
            data read: Settings { Target = 22, Zone = hall }
            data not written: RegularExpression at zone
            data deleted: Delivered
            data changed: Local, hall to none
            key family: [0128, SensorModule { Interval = 30, Sensing = False }]
            other keys: colour=red
            configuration schema: target of 5 to 30
            stopped: StopReport { UndeliveredMessages = 0, StoredMessages = 0, UnhandledCommands = 0, Disconnected = True }
            event while away: Stored
            stopped while away: StopReport { UndeliveredMessages = 0, StoredMessages = 1, UnhandledCommands = 0, Disconnected = False }
            stopped when back: StopReport { UndeliveredMessages = 0, StoredMessages = 0, UnhandledCommands = 0, Disconnected = True }

            """,
            output);
        await cloud;

        Assert.Equal(
            [
                """{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}""",
                """{"eventType":"targetReached","eventData":{"celsius":22.5}}""",
                """{"eventType":"alarms","eventData":{"all":[{"kind":"heat","celsius":615},{"kind":"smoke","level":"High"}]}}""",
                """{"eventType":"realtimeData","eventData":{"timeSeriesData":[{"timestamp":"1970-01-01T00:00:00+00:00","seriesId":"a1","value":21.5}]}}""",
                """{"eventType":"targetReached","eventData":{"celsius":21}}""",
                """{"eventType":"keptOverTheOutage","eventData":{"number":1}}""",
            ],
            mode.Events.ToList().Select(received => Encoding.UTF8.GetString(received.Payload.Span)));
        Assert.Equal(
            [
                ("recording", "010203"),
                ("readings", Convert.ToHexString("""[{"sensor":"a1","value":21.5}]"""u8)),
                ("waveform", "0001FFFF"),
                ("recording", new string('0', 2 * 4096)),
                ("recording", new string('0', 2 * 4096)),
                ("recording", new string('0', 2 * (10_000 - (2 * 4096)))),
            ],
            mode.BulkData.ToList().Select(received => (received.Label, Convert.ToHexString(received.Data.Span))));
        Assert.Equal([4, 5], Assert.Single(mode.RoutedData.ToList()).Payload.ToArray());
        Assert.Equal(["colour", "sensorModule0128"], mode.Data(DeviceId).Items.Select(item => item.Key).Order(StringComparer.Ordinal));
        Assert.Empty(mode.Refusals.ToList());
        Assert.Equal(
            [SessionEndReason.Disconnect, SessionEndReason.Disconnect],
            mode.EndedSessions.ToList().Select(session => session.Reason));
    }

    /// <summary>What MODE's apps do: commands once the device is there, and other settings once it wrote its own.</summary>
    private static async Task PlayAsync(ModeSimulator mode)
    {
        await mode.Events.WaitAsync(received => received.EventType == "temperature", TimeSpan.FromMinutes(1), Cancelled);
        await mode.SendCommandAsync(DeviceId, "setTarget", """{"celsius":22.5}""", Cancelled);
        await mode.SendCommandAsync(DeviceId, "locate", cancellationToken: Cancelled);
        await mode.SendCommandAsync(DeviceId, "reboot", """{"now":true}""", Cancelled);
        await mode.SendCommandAsync(DeviceId, "setTarget", """{"celsius":"warm"}""", Cancelled);

        await mode.Events.WaitAsync(received => received.EventData.GetRawText() == """{"celsius":21}""", TimeSpan.FromMinutes(1), Cancelled);
        mode.Data(DeviceId).Set("colour", "\"red\"");
        mode.Data(DeviceId).Set("settings", """{"target":22,"zone":"hall"}""");
        mode.Data(DeviceId).Set("settings", """{"target":40,"zone":"hall"}""");
    }
}
