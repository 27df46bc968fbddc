using System.Buffers;
using System.Diagnostics;
using System.Text;
using ModeTyped.TestSupport;

namespace ModeTyped.Mqtt.Tests;

/// <summary>Compares our codec with npm's mqtt-packet, which is installed into a temporary folder and run by node.</summary>
public sealed class MqttPacketPeerTests : IDisposable
{
    private const string Package = "mqtt-packet@9.0.2";

    /// <summary>The one disagreement: it masks the bridge bit, an extension of mosquitto's, off the protocol level.</summary>
    private const string BridgeFixture = "connect MQTT bridge";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modetyped-mqtt-packet-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Its_fixtures_are_read_as_it_reads_them()
    {
        await InstallAsync();
        string[] lines = await RunAsync("fixtures");

        // Of MQTT before 5.0 it has 32 pairs of bytes and packet, and 44 packets that are none.
        Assert.InRange(lines.Count(line => line.Split('\t')[0].EndsWith(" parse", StringComparison.Ordinal)), 32, 100);
        Assert.InRange(lines.Count(line => line.Split('\t')[2].StartsWith("error ", StringComparison.Ordinal)), 44, 100);
        foreach (string line in lines)
        {
            string[] parts = line.Split('\t');
            if (parts[0].StartsWith(BridgeFixture, StringComparison.Ordinal)) continue;
            AssertSame(parts[0], parts[2], PacketText.Decode(Convert.FromHexString(parts[1])));
        }
    }

    [Fact]
    public async Task It_reads_our_packets_as_they_were_written()
    {
        await InstallAsync();
        byte[][] packets = [.. RandomPackets(new Random(42), 3000)];
        string[] lines = await RunAsync("parse", packets.Select(Convert.ToHexString));
        Assert.Equal(packets.Length, lines.Length);
        foreach ((byte[] packet, string line) in packets.Zip(lines))
            Assert.Equal(PacketText.Decode(packet), line.Split('\t')[2]);
    }

    private static void AssertSame(string name, string theirs, string ours)
    {
        bool weRefuse = ours.Contains("error ", StringComparison.Ordinal);
        bool theyRefuse = theirs.Contains("error ", StringComparison.Ordinal);

        // Another version's CONNECT is read here as far as its level, so that a server can refuse it by name.
        bool isOtherVersion = ours.StartsWith("connect level=", StringComparison.Ordinal)
            && !ours.StartsWith("connect level=4", StringComparison.Ordinal);
        if (isOtherVersion && theyRefuse) return;

        Assert.True(weRefuse == theyRefuse, $"{name}: they say '{theirs}', we say '{ours}'");
        if (!weRefuse) Assert.Equal(theirs, ours);
    }

    private static IEnumerable<byte[]> RandomPackets(Random random, int count)
    {
        var output = new ArrayBufferWriter<byte>();
        for (int i = 0; i < count; i++)
        {
            ushort id = (ushort)random.Next(1, 65_536);
            MqttTopic[] topics = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Topic(random))];
            switch (i % 11)
            {
                case 0:
                    MqttPacketWriter.WriteConnect(
                        output, Topic(random).Name, random.Next(2) == 0 ? null : Topic(random).Name, (ushort)random.Next(65_536));
                    break;
                case 1:
                    MqttPacketWriter.WriteConnAck(output, (ConnectReturnCode)random.Next(6), random.Next(2) == 0);
                    break;
                case 2:
                    MqttPacketWriter.WriteSubscribe(output, id, topics);
                    break;
                case 3:
                    MqttPacketWriter.WriteUnsubscribe(output, id, topics);
                    break;
                case 4:
                    MqttPacketWriter.WriteSubAck(output, id, [0, 1, 2, SubAckPacket.Failure]);
                    break;
                case 5:
                    MqttPacketWriter.WriteUnsubAck(output, id);
                    break;
                case 6:
                    MqttPacketWriter.WritePubAck(output, id);
                    break;
                case 7:
                    MqttPacketWriter.WritePingReq(output);
                    break;
                case 8:
                    MqttPacketWriter.WritePingResp(output);
                    break;
                case 9:
                    MqttPacketWriter.WriteDisconnect(output);
                    break;
                default:
                    var payload = new byte[random.Next(10) == 0 ? random.Next(20_000) : random.Next(200)];
                    random.NextBytes(payload);
                    bool acknowledged = random.Next(2) == 0;
                    MqttPacketWriter.WritePublish(
                        output,
                        topics[0].Utf8.Span,
                        payload,
                        acknowledged ? QualityOfService.AtLeastOnce : QualityOfService.AtMostOnce,
                        id,
                        acknowledged && random.Next(2) == 0);
                    break;
            }

            yield return output.WrittenSpan.ToArray();
            output.ResetWrittenCount();
        }
    }

    private static MqttTopic Topic(Random random)
    {
        const string Letters = "/abcdefghijklmnopqrstuvwxyz0123456789 äß漢字";
        var name = new StringBuilder("/");
        for (int length = random.Next(60); length > 0; length--) name.Append(Letters[random.Next(Letters.Length)]);
        return new MqttTopic(name.ToString());
    }

    private async Task InstallAsync()
    {
        string npm = Requirement.Program("npm");
        Requirement.Program("node");
        string[] arguments = ["install", "--silent", "--no-audit", "--no-fund", "--prefix", _folder.FullName, Package];
        using Process process = Process.Start(new ProcessStartInfo(npm, arguments) { RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        if (process.ExitCode != 0) Requirement.Missing($"npm cannot install {Package}: {errors}");
    }

    private async Task<string[]> RunAsync(string mode, IEnumerable<string>? input = null)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "mqtt-packet.js");
        var start = new ProcessStartInfo(Requirement.Program("node"), [script, mode, _folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancellation);
        foreach (string line in input ?? []) await process.StandardInput.WriteLineAsync(line.AsMemory(), Cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
