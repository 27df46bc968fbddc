using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ModeTyped.Simulator;
using ModeTyped.TestSupport;

namespace ModeTyped.Device.Tests;

/// <summary>The API key is in nothing that an operator or a developer may see, whatever happens in a device's life.</summary>
[Collection(nameof(WholeProcess))]
public sealed class SecretTests : RealLinkTest
{
    private const string Secret = "v1.S3CRET-0f-the-dev1ce";

    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task The_API_key_is_in_no_log_exception_trace_metric_or_text_of_a_busy_life()
    {
        using var logs = new LogRecorder();
        using var metrics = new MetricRecorder();
        using ActivityListener traces = ListenToTraces();
        EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> onException =
            (_, raised) => _seen.Enqueue(raised.Exception.ToString());
        AppDomain.CurrentDomain.FirstChanceException += onException;
        try
        {
            await LiveAsync(logs);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= onException;
        }

        foreach (LogRecorder.Entry entry in logs.Entries) _seen.Enqueue(entry.Text);
        foreach (MetricRecorder.Total total in metrics.Totals)
            _seen.Enqueue($"{total.Instrument} {string.Join(", ", total.Tags)}");

        // All kinds were there, so that the search means something.
        Assert.Contains(logs.Entries, entry => entry.Id == 1005);
        Assert.Contains(_seen, text => text.Contains(nameof(ModeCredentialsException), StringComparison.Ordinal));
        Assert.Contains(_seen, text => text.StartsWith("trace ", StringComparison.Ordinal));
        Assert.NotEmpty(metrics.Totals);
        Assert.DoesNotContain(_seen, text => text.Contains("S3CRET", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_seen, text => text.Contains(Convert.ToBase64String("S3CRET"u8)[..7], StringComparison.Ordinal));
    }

    private async Task LiveAsync(LogRecorder logs)
    {
        using var certificates = new TestCertificates();
        await using ModeSimulator mode = await StartModeAsync(options => options with { TlsPort = 0, HttpPort = 0, LoggerFactory = logs });
        mode.AddDevice(Id, Secret);
        ModeDeviceOptions options = Options(mode) with { ApiKey = Secret, LoggerFactory = logs, SendTimeout = TimeSpan.FromSeconds(5) };
        See(options);
        See(options.ToLinkOptions());

        // A good life with commands that fail, a broken connection, and sends of every fate.
        var commands = new TestCommands
        {
            OnCommandError = See,
            OnUnknownCommand = (command, _) =>
            {
                See(command);
                return ValueTask.CompletedTask;
            },
        };
        commands.Handlers["throw"] = (_, _) => throw new InvalidOperationException("the handler");
        ModeDevice device = ModeDevice.Start(options, commands);
        await device.WhenReadyAsync(Cancellation);
        await device.PublishAsync(new Gauge(1), Cancellation);
        await SeeFailureAsync(() => device.PublishAsync(new Gauge(double.NaN), Cancellation).AsTask());
        await mode.SendCommandAsync(Id, "throw", cancellationToken: Cancellation);
        await mode.SendCommandAsync(Id, "unknown", cancellationToken: Cancellation);
        await SeeFailureAsync(() => Forecast.RequestAsync(device, new ForecastQuery(1), Cancellation));
        await device.Data.SetAsync(new Settings(1, Eco: false), Cancellation);
        mode.Break(Id, ConnectionBreak.Reset);
        await device.PublishAsync(new Gauge(2), Cancellation);
        See(device);
        See(device.State);
        mode.Faults.Outage = true;
        await device.WaitForStateAsync(DeviceState.Recovering, Cancellation);
        await SeeFailureAsync(() => device.PublishAsync(new Gauge(3), new SendOptions(QualityOfService.AtMostOnce), Cancellation).AsTask());
        await SeeFailureAsync(() => device.PublishAsync(new Gauge(3), new SendOptions(Timeout: TimeSpan.FromMilliseconds(1)), Cancellation).AsTask());
        mode.Faults.Outage = false;
        await device.WhenReadyAsync(Cancellation);
        See(await device.StopAsync(Cancellation));

        // Every way in which a connection can be refused.
        mode.Faults.ServerUnavailable = true;
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options, Commands, Cancellation));
        mode.Faults.ServerUnavailable = false;
        mode.Faults.RefuseSubscription = _ => true;
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options, Commands, Cancellation));
        mode.Faults.RefuseSubscription = null;
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { Port = mode.TlsPort, UseTls = true }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { Port = mode.TlsPort }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { UseTls = true }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(
            options with { Port = mode.HttpPort, WebSocket = new MqttWebSocketOptions { Path = "/nowhere" } }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { Port = 1 }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { Host = "no-such-host.invalid" }, Commands, Cancellation));
        mode.AddDevice(Id, "another key");
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options, Commands, Cancellation));

        // Options that are wrong, the key above all.
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { TrustedRoots = Secret }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(options with { Port = 0 }, Commands, Cancellation));
        await SeeFailureAsync(() => ModeDevice.ConnectAsync(
            options with { ApiKey = Secret + new string('x', 70_000), ConnectTimeout = TimeSpan.FromSeconds(5) }, Commands, Cancellation));
        foreach (Refusal refusal in mode.Refusals.ToList()) See(refusal);
    }

    private async Task SeeFailureAsync(Func<Task> action)
    {
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(action);
        See(failure);
        foreach (object? key in failure.Data.Keys) See($"{key} {failure.Data[key]}");
    }

    private void See(object value) => _seen.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{value}"));

    private ActivityListener ListenToTraces()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DeviceTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                See($"trace {activity.DisplayName} {activity.StatusDescription} {string.Join(", ", activity.TagObjects)}");
                foreach (ActivityEvent happened in activity.Events) See($"{happened.Name} {string.Join(", ", happened.Tags)}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
