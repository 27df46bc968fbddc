using System.Net.Sockets;

namespace ModeTyped.Mqtt;

/// <summary>Tells a connection that was cut off from one that failed otherwise.</summary>
internal static class ConnectionReset
{
    /// <summary>A reset is told to one system call only; a write after that finds the pipe broken.</summary>
    public static bool IsCauseOf(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown })
                return true;
        }

        return false;
    }
}
