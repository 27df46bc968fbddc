using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ModeTyped.TestSupport;

/// <summary>
/// A mosquitto process on a free loopback port, set up to behave like MODE: users by device id and key, each with its
/// own topics only, no QoS 2, no retain. A broker that this project did not write.
/// </summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _program;
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private Process? _process;

    private MosquittoBroker(string folder, string program, int port)
    {
        _folder = folder;
        _program = program;
        Port = port;
    }

    /// <summary>The TCP port on 127.0.0.1; kept across <see cref="RestartAsync"/>.</summary>
    public int Port { get; }

    /// <summary>The port for TLS; 0 without certificates.</summary>
    public int TlsPort { get; private init; }

    /// <summary>The port for TLS that asks clients for a certificate; 0 without certificates.</summary>
    public int MutualTlsPort { get; private init; }

    /// <summary>The port for WebSocket; 0 without certificates.</summary>
    public int WebSocketPort { get; private init; }

    /// <summary>The port for WebSocket over TLS; 0 without certificates.</summary>
    public int SecureWebSocketPort { get; private init; }

    /// <summary>The broker's process id, for tests that freeze it.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts a broker; skips the test where mosquitto is missing.</summary>
    /// <param name="devices">Device id and key of each user.</param>
    public static Task<MosquittoBroker> StartAsync(params (ulong Id, string Key)[] devices) => StartAsync(null, devices);

    /// <summary>Starts a broker that also listens for TLS and WebSocket; skips the test where mosquitto is missing.</summary>
    /// <param name="certificates">Issues the broker's certificate, for 127.0.0.1.</param>
    /// <param name="devices">Device id and key of each user.</param>
    public static async Task<MosquittoBroker> StartAsync(
        TestCertificates? certificates, params (ulong Id, string Key)[] devices)
    {
        string program = Requirement.Program("mosquitto");
        string passwordProgram = Requirement.Program("mosquitto_passwd");
        string folder = Directory.CreateTempSubdirectory("modetyped-mosquitto-").FullName;
        string passwords = Path.Combine(folder, "passwords");
        File.WriteAllText(passwords, "");
        foreach ((ulong id, string key) in devices)
        {
            string[] arguments = ["-b", passwords, id.ToString(CultureInfo.InvariantCulture), key];
            using var passwd = Process.Start(new ProcessStartInfo(passwordProgram, arguments) { RedirectStandardError = true })!;
            await passwd.WaitForExitAsync();
        }

        // Any user may subscribe to and publish on everything but for the topics below, so that a second user can play
        // the cloud's part; what a device may do is what MODE's page lists.
        File.WriteAllText(Path.Combine(folder, "acl"), """
            user cloud
            topic readwrite #
            pattern write /devices/%u/event
            pattern write /devices/%u/data
            pattern write /devices/%u/bulkData/#
            pattern read /devices/%u/bulkData/+/response
            pattern read /devices/%u/command
            pattern readwrite /devices/%u/kv

            """);
        using (var passwd = Process.Start(new ProcessStartInfo(passwordProgram, ["-b", passwords, "cloud", "cloud"]) { RedirectStandardError = true })!)
            await passwd.WaitForExitAsync();

        bool isSecure = certificates is not null;
        var broker = new MosquittoBroker(folder, program, FreePort())
        {
            TlsPort = isSecure ? FreePort() : 0,
            MutualTlsPort = isSecure ? FreePort() : 0,
            WebSocketPort = isSecure ? FreePort() : 0,
            SecureWebSocketPort = isSecure ? FreePort() : 0,
        };
        File.WriteAllText(Path.Combine(folder, "mosquitto.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            listener {broker.Port} 127.0.0.1
            allow_anonymous false
            password_file {passwords}
            acl_file {Path.Combine(folder, "acl")}
            max_qos 1
            retain_available false
            set_tcp_nodelay true
            max_inflight_messages 0
            max_queued_messages 0
            persistence true
            persistence_location {folder}/
            autosave_interval 0
            user root

            """) + broker.SecureListeners(certificates));
        await broker.LaunchAsync();
        return broker;
    }

    /// <summary>Completes when the broker next logs a line with the given text.</summary>
    public Task WaitForLogAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _awaited.Add((text, seen));
        return seen.Task;
    }

    /// <summary>Kills the broker and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await LaunchAsync();
    }

    /// <summary>Ends the broker in order, so that it keeps what it owes to sessions that are not clean, and starts it again.</summary>
    public async Task RestartInOrderAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process!.WaitForExitAsync();
        _process.Dispose();
        await LaunchAsync();
    }

    /// <summary>Stops the process without ending it: its connections stay open and silent.</summary>
    public void Freeze()
    {
        using var kill = Process.Start("kill", ["-STOP", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Kills the broker at once.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LaunchAsync()
    {
        Task running = WaitForLogAsync("running");
        string configuration = Path.Combine(_folder, "mosquitto.conf");
        _process = Process.Start(new ProcessStartInfo(_program, ["-v", "-c", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, line) => OnLog(line.Data ?? string.Empty);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private void OnLog(string line)
    {
        lock (_gate)
        {
            for (int i = _awaited.Count - 1; i >= 0; i--)
            {
                if (!line.Contains(_awaited[i].Text, StringComparison.Ordinal)) continue;
                _awaited[i].Seen.TrySetResult();
                _awaited.RemoveAt(i);
            }
        }
    }

    private string SecureListeners(TestCertificates? certificates)
    {
        if (certificates is null) return "";
        using X509Certificate2 server = certificates.IssueServer();
        using ECDsa key = server.GetECDsaPrivateKey()!;
        string root = Path.Combine(_folder, "root.pem");
        string certificate = Path.Combine(_folder, "server.pem");
        string privateKey = Path.Combine(_folder, "server.key");
        File.WriteAllText(root, certificates.Root.ExportCertificatePem());
        File.WriteAllText(certificate, server.ExportCertificatePem());
        File.WriteAllText(privateKey, key.ExportPkcs8PrivateKeyPem());
        string tls = $"""
            cafile {root}
            certfile {certificate}
            keyfile {privateKey}
            """;
        return string.Create(CultureInfo.InvariantCulture, $"""
            listener {TlsPort} 127.0.0.1
            {tls}
            listener {MutualTlsPort} 127.0.0.1
            {tls}
            require_certificate true
            listener {WebSocketPort} 127.0.0.1
            protocol websockets
            listener {SecureWebSocketPort} 127.0.0.1
            protocol websockets
            {tls}

            """);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
