using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace ModeTyped.Data.Tests.Data;

/// <summary>The replica against a simple cloud, under every interleaving that FsCheck thinks of.</summary>
public sealed class DataReplicaConvergenceTests
{
    private static readonly Arbitrary<(bool Echo, WorldStep[] Steps)> Runs = (
        from echo in Gen.Elements(true, false)
        from steps in (
            from kind in Gen.Frequency(
                (6, Gen.Constant(StepKind.LocalSet)),
                (2, Gen.Constant(StepKind.LocalDelete)),
                (4, Gen.Constant(StepKind.RemoteSet)),
                (1, Gen.Constant(StepKind.RemoteDelete)),
                (8, Gen.Constant(StepKind.Send)),
                (8, Gen.Constant(StepKind.Process)),
                (8, Gen.Constant(StepKind.Deliver)),
                (2, Gen.Constant(StepKind.DelayAcknowledgement)),
                (2, Gen.Constant(StepKind.DeliverDelayed)),
                (1, Gen.Constant(StepKind.LoseAcknowledgement)),
                (1, Gen.Constant(StepKind.TimeOut)),
                (1, Gen.Constant(StepKind.Disconnect)),
                (3, Gen.Constant(StepKind.Connect)))
            from key in Gen.Choose(0, 2)
            from value in Gen.Choose(0, 2)
            select new WorldStep(kind, "k" + key, value)).ArrayOf()
        select (echo, steps)).ToArbitrary();

    public enum StepKind
    {
        LocalSet,
        LocalDelete,
        RemoteSet,
        RemoteDelete,
        Send,
        Process,
        Deliver,
        DelayAcknowledgement,
        DeliverDelayed,
        LoseAcknowledgement,
        TimeOut,
        Disconnect,
        Connect,
    }

    [Fact]
    public void The_devices_view_always_converges_to_the_clouds() =>
        Prop.ForAll(Runs, run =>
        {
            var world = new World(run.Echo);
            foreach (WorldStep step in run.Steps) world.Take(step);
            world.Settle();
            world.Check();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(120));

    public sealed record WorldStep(StepKind Kind, string Key, int Value);

    /// <summary>A device, the cloud and the wire between them, in the order of one connection.</summary>
    private sealed class World
    {
        private readonly DataReplica _replica;
        private readonly bool _echo;
        private readonly SortedDictionary<string, string> _cloud = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, string> _watched = new(StringComparer.Ordinal);
        private readonly List<DataWrite> _writes = [];
        private readonly Queue<(DataWrite? Write, byte[] Message)> _up = new();
        private readonly Queue<(DataWrite? Acknowledged, string Message)> _down = new();
        private readonly Queue<DataWrite> _delayed = new();
        private readonly Queue<DataWrite> _lost = new();
        private long _revision = 40;
        private bool _connected;

        public World(bool echo)
        {
            _echo = echo;
            _replica = new DataReplica(change =>
            {
                Assert.Equal(_watched.GetValueOrDefault(change.Key), change.Old?.ToString());
                if (change.New is null) _watched.Remove(change.Key);
                else _watched[change.Key] = change.New.ToString();
            });
        }

        public void Take(WorldStep step)
        {
            switch (step.Kind)
            {
                case StepKind.LocalSet:
                    _writes.Add(_replica.Write(step.Key, new DataValue(Encoding.UTF8.GetBytes($"{step.Value}"))));
                    break;
                case StepKind.LocalDelete:
                    _writes.Add(_replica.Write(step.Key, null));
                    break;
                case StepKind.RemoteSet:
                    Store(step.Key, $"{step.Value}", tell: true);
                    break;
                case StepKind.RemoteDelete:
                    Store(step.Key, null, tell: true);
                    break;
                case StepKind.Send:
                    Send();
                    break;
                case StepKind.Process:
                    Process(acknowledgeFirst: step.Value == 0);
                    break;
                case StepKind.Deliver:
                    Deliver();
                    break;
                case StepKind.DelayAcknowledgement when _down.TryPeek(out var next) && next.Acknowledged is { } write:
                    _down.Dequeue();
                    _delayed.Enqueue(write);
                    break;
                case StepKind.DeliverDelayed when _delayed.TryDequeue(out DataWrite? write):
                    _replica.Acknowledge(write);
                    break;
                case StepKind.LoseAcknowledgement when _down.TryPeek(out var next) && next.Acknowledged is { } write:
                    _down.Dequeue();
                    _lost.Enqueue(write);
                    break;
                case StepKind.TimeOut when _lost.TryDequeue(out DataWrite? write):
                    _replica.SendAgain(write);
                    break;
                case StepKind.Disconnect:
                    Disconnect();
                    break;
                case StepKind.Connect when !_connected:
                    _connected = true;
                    _up.Enqueue((null, []));
                    break;
            }
        }

        public void Settle()
        {
            for (int round = 0; round < 1_000; round++)
            {
                Take(new WorldStep(StepKind.Connect, "", 0));
                Take(new WorldStep(StepKind.TimeOut, "", 0));
                Take(new WorldStep(StepKind.DeliverDelayed, "", 0));
                Take(new WorldStep(StepKind.Send, "", 0));
                Take(new WorldStep(StepKind.Process, "", 1));
                Take(new WorldStep(StepKind.Deliver, "", 0));
                bool idle = _up.Count + _down.Count + _delayed.Count + _lost.Count == 0;
                if (idle && _replica is { IsSynchronized: true, WantsReload: false } && !_replica.PendingWrites.Any()) return;
            }

            Assert.Fail("The device and the cloud do not come to rest.");
        }

        public void Check()
        {
            Assert.True(_replica.IsReady);
            Assert.Empty(_replica.PendingWrites);
            Assert.Equal(_cloud, _replica.Entries.ToDictionary(entry => entry.Key, entry => $"{entry.Visible}"));
            Assert.Equal(_cloud, _watched);
            Assert.All(_writes, write => Assert.True(write.Fate.IsCompletedSuccessfully));
        }

        private void Send()
        {
            if (!_connected) return;
            if (_replica.WantsReload)
            {
                _replica.ReloadRequested();
                _up.Enqueue((null, []));
            }
            else if (_replica.TryTake(out DataWrite? write))
            {
                var message = new ArrayBufferWriter<byte>();
                DataMessage.Write(message, write.Entry.Key, write.Value);
                _up.Enqueue((write, message.WrittenSpan.ToArray()));
            }
        }

        private void Process(bool acknowledgeFirst)
        {
            if (!_up.TryDequeue(out var next)) return;
            if (next.Write is null)
            {
                string items = string.Join(',', _cloud.Select(pair => $$"""{"key":"{{pair.Key}}","value":{{pair.Value}}}"""));
                _down.Enqueue((null, $$"""{"action":"reload","rev":{{_revision}},"numItems":{{_cloud.Count}},"items":[{{items}}]}"""));
                return;
            }

            if (acknowledgeFirst) _down.Enqueue((next.Write, ""));
            using JsonDocument message = JsonDocument.Parse(next.Message);
            Store(
                message.RootElement.GetProperty("key").GetString()!,
                message.RootElement.TryGetProperty("value", out JsonElement value) ? value.GetRawText() : null,
                tell: _echo);
            if (!acknowledgeFirst) _down.Enqueue((next.Write, ""));
        }

        private void Store(string key, string? value, bool tell)
        {
            _revision++;
            if (value is null) _cloud.Remove(key);
            else _cloud[key] = value;
            if (!tell || !_connected) return;
            _down.Enqueue((null, value is null
                ? $$"""{"action":"delete","rev":{{_revision}},"key":"{{key}}"}"""
                : $$"""{"action":"set","rev":{{_revision}},"key":"{{key}}","value":{{value}}}"""));
        }

        private void Deliver()
        {
            if (!_down.TryDequeue(out var next)) return;
            if (next.Acknowledged is { } write) _replica.Acknowledge(write);
            else _replica.Apply(DataMessage.Parse(Encoding.UTF8.GetBytes(next.Message)));
        }

        private void Disconnect()
        {
            _connected = false;
            _up.Clear();
            _down.Clear();
            _delayed.Clear();
            _lost.Clear();
            _replica.Disconnect();
        }
    }
}
