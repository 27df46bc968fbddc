using System.Net;
using System.Net.Sockets;

namespace ModeTyped.TestSupport;

/// <summary>
/// A TCP proxy on a free loopback port that breaks what passes through it: it delays, splits into single bytes, and after
/// a random number of bytes closes, resets or half-opens each connection, in the middle of whatever passes then. All of
/// it follows from a seed.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int MeanBytes = 5000;
    private const int ChunkSize = 4096;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Random _random;
    private readonly int _targetPort;
    private readonly Task _accepting;
    private int _closed;
    private int _reset;
    private int _halfOpened;

    private FaultProxy(int targetPort, int seed)
    {
        _targetPort = targetPort;
        _random = new Random(seed);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    private enum Fault
    {
        Close,
        Reset,
        HalfOpen,
        SwallowRequests,
        SwallowAnswers,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>How many connections were broken so far.</summary>
    public int Breaks => _closed + _reset + _halfOpened;

    public static FaultProxy Start(int targetPort, int seed) => new(targetPort, seed);

    public override string ToString() => $"{_closed} closed, {_reset} reset, {_halfOpened} half-opened";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_stop.Token);
                _connections.Add(ServeAsync(client, new Random(_random.Next())));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(Socket client, Random random)
    {
        using (client)
        using (Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
        {
            client.NoDelay = true;
            Fault fault = random.Next(100) switch
            {
                < 50 => Fault.Close,
                < 94 => Fault.Reset,
                < 96 => Fault.HalfOpen,
                < 98 => Fault.SwallowRequests,
                _ => Fault.SwallowAnswers,
            };
            var connection = new Connection(random, fault);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _targetPort, _stop.Token);
                await Task.WhenAny(
                    PumpAsync(client, server, connection, swallows: fault is Fault.HalfOpen or Fault.SwallowRequests),
                    PumpAsync(server, client, connection, swallows: fault is Fault.HalfOpen or Fault.SwallowAnswers));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The broker is away, or the proxy ends.
            }

            if (connection.IsBroken) Count(fault);
            if (!connection.IsBroken || fault != Fault.Reset) return;

            // Closing with nothing to linger for resets the connection.
            client.LingerState = new LingerOption(true, 0);
            server.LingerState = new LingerOption(true, 0);
        }
    }

    /// <summary>Passes bytes on until an end closes, or until the connection breaks by being closed.</summary>
    private async Task PumpAsync(Socket from, Socket to, Connection connection, bool swallows)
    {
        byte[] buffer = new byte[ChunkSize];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is var read and > 0)
            {
                int passing = connection.Take(read, out TimeSpan delay, out bool splits);
                if (connection.IsBroken && swallows) continue;
                if (connection.IsOpenAfterBreak) passing = read;
                if (delay > TimeSpan.Zero) await Task.Delay(delay, _stop.Token);
                for (int sent = 0; sent < passing;)
                {
                    int size = splits ? 1 : passing - sent;
                    sent += await to.SendAsync(buffer.AsMemory(sent, size), _stop.Token);
                }

                if (connection.IsBroken && !connection.IsOpenAfterBreak) return;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // An end was reset, or the proxy ends.
        }
    }

    private void Count(Fault fault)
    {
        if (fault == Fault.Close) Interlocked.Increment(ref _closed);
        else if (fault == Fault.Reset) Interlocked.Increment(ref _reset);
        else Interlocked.Increment(ref _halfOpened);
    }

    /// <summary>One connection's bad luck, for both of its directions.</summary>
    private sealed class Connection(Random random, Fault fault)
    {
        private readonly Lock _gate = new();
        private int _left = random.Next(2 * MeanBytes);

        public bool IsBroken
        {
            get
            {
                lock (_gate) return _left == 0;
            }
        }

        public bool IsOpenAfterBreak => fault is not (Fault.Close or Fault.Reset);

        /// <summary>How much of what was read passes before the connection breaks, and how.</summary>
        public int Take(int read, out TimeSpan delay, out bool splits)
        {
            lock (_gate)
            {
                int passing = Math.Min(read, _left);
                _left -= passing;
                splits = passing <= 512 && random.Next(10) == 0;
                delay = random.Next(20) == 0 ? TimeSpan.FromMilliseconds(random.Next(20)) : TimeSpan.Zero;
                return passing;
            }
        }
    }
}
