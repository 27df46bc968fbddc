using ModeTyped.Mqtt;

namespace ModeTyped.Device.Tests;

/// <summary>What reconnecting leaves in memory, measured while nothing else runs.</summary>
[Collection(nameof(WholeProcess))]
public sealed class MeasuredReconnectTests : DeviceTest
{
    private static readonly MqttCloseReason[] Transient =
    [
        MqttCloseReason.ByServer, MqttCloseReason.Reset, MqttCloseReason.NetworkError, MqttCloseReason.KeepAliveTimeout,
        MqttCloseReason.ResponseTimeout, MqttCloseReason.ProtocolError, MqttCloseReason.TlsError,
        MqttCloseReason.ProtocolRefused, MqttCloseReason.ServerUnavailable,
    ];

    [Fact]
    public async Task C05_Ten_thousand_random_failures_always_end_in_Ready_and_leave_nothing_behind()
    {
        const int Failures = 10_000;
        var random = new Random(5);
        int failures = 0;
        Server.Refuse = _ => ++failures < Failures && random.Next(3) > 0 ? Transient[random.Next(Transient.Length)] : null;
        Server.OnSubscribe = link =>
        {
            if (++failures < Failures) link.Close(Transient[random.Next(Transient.Length)]);
        };
        await using var device = ModeDevice.Start(Options, Commands);
        while (failures < Failures / 10) await StepAsync(Options.Reconnect.MaxDelay);
        Server.Forget();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        while (failures < Failures) await StepAsync(Options.Reconnect.MaxDelay);
        await device.WhenReadyAsync(Cancellation);

        Assert.Equal(SendFate.Delivered, await device.PublishAsync(new Reading(1), Cancellation));

        Server.Forget();
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(kept, long.MinValue, 300_000);
    }
}
