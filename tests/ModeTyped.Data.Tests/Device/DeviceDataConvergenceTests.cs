using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ModeTyped.Simulator;

namespace ModeTyped.Data.Tests.Device;

/// <summary>
/// The property of <see cref="Data.DataReplicaConvergenceTests"/> over the real device, its connection and the simulator: the
/// threads, timers and packets that the model leaves out.
/// </summary>
public sealed class DeviceDataConvergenceTests
{
    private static readonly Arbitrary<(bool Echo, bool PublishFirst, DataStep[] Steps)> Runs = (
        from echo in Gen.Elements(true, false)
        from publishFirst in Gen.Elements(true, false)
        from steps in (
            from kind in Gen.Frequency(
                (6, Gen.Constant(StepKind.LocalSet)),
                (2, Gen.Constant(StepKind.LocalDelete)),
                (4, Gen.Constant(StepKind.RemoteSet)),
                (2, Gen.Constant(StepKind.RemoteDelete)),
                (2, Gen.Constant(StepKind.AwaitWrite)),
                (1, Gen.Constant(StepKind.LoseAcknowledgements)),
                (2, Gen.Constant(StepKind.Acknowledge)),
                (1, Gen.Constant(StepKind.Close)),
                (1, Gen.Constant(StepKind.Reset)),
                (1, Gen.Constant(StepKind.OutageBegins)),
                (2, Gen.Constant(StepKind.OutageEnds)))
            from key in Gen.Choose(0, 2)
            from value in Gen.Choose(0, 2)
            select new DataStep(kind, "k" + key, value)).ArrayOf()
        select (echo, publishFirst, steps)).ToArbitrary();

    public enum StepKind
    {
        LocalSet,
        LocalDelete,
        RemoteSet,
        RemoteDelete,
        AwaitWrite,
        LoseAcknowledgements,
        Acknowledge,
        Close,
        Reset,
        OutageBegins,
        OutageEnds,
    }

    [Fact]
    public void The_devices_view_always_converges_to_the_clouds() =>
        Prop.ForAll(Runs, run => RunAsync(run.Echo, run.PublishFirst, run.Steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60));

    private static async Task RunAsync(bool echo, bool publishFirst, DataStep[] steps)
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(
            echo,
            mode => mode.Faults.PublishBeforeSubAck = publishFirst,
            options => options with
            {
                Reconnect = new ReconnectOptions
                {
                    FirstDelay = TimeSpan.FromMilliseconds(1),
                    MaxDelay = TimeSpan.FromMilliseconds(5),
                    ResetAfter = TimeSpan.Zero,
                },
                DrainTimeout = TimeSpan.Zero,
            });
        List<Task<SendFate>> writes = [];
        bool mayHang = false;
        foreach (DataStep step in steps)
        {
            // Once acknowledgements are lost or MODE is away, a write may take until the end.
            mayHang |= step.Kind is StepKind.OutageBegins or StepKind.LoseAcknowledgements;
            if (step.Kind != StepKind.AwaitWrite) Take(step);
            else if (!mayHang && writes.Count > 0) await writes[^1];
        }

        test.Mode.Faults.Outage = false;
        test.Mode.Faults.Acknowledge = null;

        // What was left without its acknowledgement is noticed at the next connection.
        await test.Device.Data.WhenReadyAsync(TestContext.Current.CancellationToken);
        test.Mode.Break(SimulatedDevice.Id, ConnectionBreak.Reset);
        SendFate[] fates = await Task.WhenAll(writes).WaitAsync(TimeSpan.FromSeconds(60));
        await test.ConvergeAsync();

        Assert.All(fates, fate => Assert.True(fate is SendFate.Delivered or SendFate.Replaced, $"{fate}"));
        Assert.Equal(0, test.Mode.Refusals.Count);

        void Take(DataStep step)
        {
            switch (step.Kind)
            {
                case StepKind.LocalSet:
                    writes.Add(test.Device.Data.SetAsync(step.Key, JsonElement.Parse($"{step.Value}")).AsTask());
                    break;
                case StepKind.LocalDelete:
                    writes.Add(test.Device.Data.DeleteAsync(step.Key).AsTask());
                    break;
                case StepKind.RemoteSet:
                    test.Cloud.Set(step.Key, $"{step.Value}");
                    break;
                case StepKind.RemoteDelete:
                    test.Cloud.Delete(step.Key);
                    break;
                case StepKind.LoseAcknowledgements:
                    test.Mode.Faults.Acknowledge = _ => Acknowledgement.Lost;
                    break;
                case StepKind.Acknowledge:
                    test.Mode.Faults.Acknowledge = null;
                    break;
                case StepKind.Close:
                    test.Mode.Break(SimulatedDevice.Id, ConnectionBreak.Close);
                    break;
                case StepKind.Reset:
                    test.Mode.Break(SimulatedDevice.Id, ConnectionBreak.Reset);
                    break;
                case StepKind.OutageBegins:
                    test.Mode.Faults.Outage = true;
                    break;
                case StepKind.OutageEnds:
                    test.Mode.Faults.Outage = false;
                    break;
            }
        }
    }

    public sealed record DataStep(StepKind Kind, string Key, int Value);
}
