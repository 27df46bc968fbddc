using System.Net;
using System.Net.Sockets;

namespace ModeTyped.EndToEnd.Tests;

/// <summary>A whole session as a bare TCP listener sees it, written out by hand from the MQTT 3.1.1 specification.</summary>
public sealed class WireTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_byte_for_byte_connect_subscribe_publish_unsubscribe_disconnect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<byte[]> captured = CaptureAsync(listener);
        var options = new ModeDeviceOptions
        {
            DeviceId = 1234,
            ApiKey = "key",
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            UseTls = false,
        };

        ModeDevice device = await ModeDevice.ConnectAsync(
            options, new ModeCommands { SetTarget = (_, _) => ValueTask.CompletedTask }, Cancellation);
        await device.PublishAsync(new Temperature(21.5, "a1"), Cancellation);
        await device.DisposeAsync();

        byte[] connect =
        [
            0x10, 0x17,
            0x00, 0x04, .. "MQTT"u8, 0x04,      // protocol name and level: 3.1.1
            0xC2,                               // user name, password, clean session; no will, no retain
            0x00, 0x1E,                         // keep-alive: 30 s
            0x00, 0x00,                         // client id: empty
            0x00, 0x04, .. "1234"u8,
            0x00, 0x03, .. "key"u8,
        ];
        byte[] subscribe = [0x82, 0x1A, 0x00, 0x01, 0x00, 0x15, .. "/devices/1234/command"u8, 0x00];
        byte[] publish =
        [
            0x32, 0x5D, 0x00, 0x13, .. "/devices/1234/event"u8, 0x00, 0x02,
            .. """{"eventType":"temperature","eventData":{"celsius":21.5,"sensor":"a1"}}"""u8,
        ];
        byte[] unsubscribe = [0xA2, 0x19, 0x00, 0x03, 0x00, 0x15, .. "/devices/1234/command"u8];
        byte[] disconnect = [0xE0, 0x00];
        byte[] expected = [.. connect, .. subscribe, .. publish, .. unsubscribe, .. disconnect];

        Assert.Equal(
            Convert.ToHexString(expected),
            Convert.ToHexString(await captured.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)));
    }

    /// <summary>Answers like a broker, with canned bytes, and returns everything the device sent.</summary>
    private static async Task<byte[]> CaptureAsync(TcpListener listener)
    {
        using Socket socket = await listener.AcceptSocketAsync(Cancellation);
        using var stream = new NetworkStream(socket);
        using var captured = new MemoryStream();
        byte[] packet = new byte[256];
        while (await stream.ReadAtLeastAsync(packet.AsMemory(0, 2), 2, throwOnEndOfStream: false, Cancellation) == 2)
        {
            Assert.True(packet[1] < 128, "this session needs no packet above 127 bytes");
            int length = 2 + packet[1];
            await stream.ReadExactlyAsync(packet.AsMemory(2, length - 2), Cancellation);
            captured.Write(packet, 0, length);

            byte[] answer = (packet[0] >> 4) switch
            {
                1 => [0x20, 0x02, 0x00, 0x00],
                3 => [0x40, 0x02, packet[23], packet[24]],
                8 => [0x90, 0x03, packet[2], packet[3], 0x00],
                10 => [0xB0, 0x02, packet[2], packet[3]],
                _ => [],
            };
            await stream.WriteAsync(answer, Cancellation);
        }

        return captured.ToArray();
    }
}
