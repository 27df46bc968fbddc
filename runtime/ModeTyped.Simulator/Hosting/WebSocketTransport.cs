using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace ModeTyped.Simulator;

/// <summary>MQTT over WebSocket (MQTT 3.1.1, section 6), at the path <c>/</c>.</summary>
internal sealed class WebSocketTransport(Cloud cloud)
{
    private const string SubProtocol = "mqtt";

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        // MODE's own SDK offers no sub-protocol although MQTT asks for it, so both forms are taken.
        string? subProtocol = context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol) ? SubProtocol : null;
        using WebSocket socket = await context.WebSockets
            .AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = subProtocol }).ConfigureAwait(false);
        Stream stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary, CloseTimeout);
        await using (stream.ConfigureAwait(false))
        {
            using var session = new DeviceSession(cloud, new StreamPipe(stream), context.Abort);
            await session.RunAsync().ConfigureAwait(false);
        }
    }

    private sealed class StreamPipe(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
