using Microsoft.AspNetCore.Connections;

namespace ModeTyped.Simulator;

/// <summary>MQTT straight over TCP or TLS.</summary>
internal sealed class MqttConnectionHandler(Cloud cloud) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var session = new DeviceSession(cloud, connection.Transport, connection.Abort);
        await session.RunAsync().ConfigureAwait(false);
    }
}
