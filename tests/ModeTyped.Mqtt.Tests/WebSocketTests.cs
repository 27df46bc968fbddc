using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModeTyped.Mqtt.Tests;

/// <summary>One of these tests replaces the proxy of the whole process, so no other WebSocket may be opened meanwhile.</summary>
[Collection("WebSocket")]
public sealed class WebSocketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sub_protocol_is_offered_unless_switched_off(bool offer)
    {
        string request = await FirstRequestAsync(options => options with
        {
            OfferWebSocketSubProtocol = offer,
            WebSocketPath = "/the/path",
        });
        Assert.StartsWith("GET /the/path HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Equal(offer, request.Contains("Sec-WebSocket-Protocol: mqtt\r\n", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_system_s_proxy_is_asked()
    {
        IWebProxy system = HttpClient.DefaultProxy;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            HttpClient.DefaultProxy = new WebProxy("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
            string request = await FirstRequestAsync(options => options with { Host = "mqtt.example.org", Port = 8080 }, listener);
            Assert.StartsWith("CONNECT mqtt.example.org:8080 HTTP/1.1", request, StringComparison.Ordinal);
        }
        finally
        {
            HttpClient.DefaultProxy = system;
        }
    }

    /// <summary>What a server reads first; it refuses, and the link says that it cannot connect.</summary>
    private static async Task<string> FirstRequestAsync(
        Func<MqttLinkOptions, MqttLinkOptions> change, TcpListener? listener = null)
    {
        using var own = new TcpListener(IPAddress.Loopback, 0);
        if (listener is null)
        {
            listener = own;
            own.Start();
        }

        var options = new MqttLinkOptions
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Transport = MqttTransport.WebSocket,
            UseTls = false,
            UserName = "1",
            Password = "the-key",
        };
        Task<MqttLinkException> connecting = Assert.ThrowsAsync<MqttLinkException>(async () =>
            await new MqttLinkFactory().ConnectAsync(change(options), new RecordingReceiver(), Cancellation));
        using Socket socket = await listener.AcceptSocketAsync(Cancellation);
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            request.Append(Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancellation)));
        await socket.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Cancellation);
        Assert.Equal(MqttCloseReason.NetworkError, (await connecting).Reason);
        return request.ToString();
    }
}
