namespace ModeTyped.Simulator.Tests.Console;

/// <summary>What is typed at the command's prompt, and what it prints.</summary>
public sealed class PromptTests : IAsyncLifetime
{
    private readonly StringWriter _output = new();
    private ModeSimulator _mode = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { Devices = { [1234] = "key", [99] = "other" } });
        _client = await RawClient.ConnectAsync(_mode);
        await _client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
        await _client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _mode.DisposeAsync();
        await _output.DisposeAsync();
    }

    [Theory]
    [InlineData("go", """{"action":"go"}""")]
    [InlineData("""  setTarget {"celsius":22.5}""", """{"action":"setTarget","parameters":{"celsius":22.5}}""")]
    [InlineData("""1234 setTarget {"celsius":22.5}""", """{"action":"setTarget","parameters":{"celsius":22.5}}""")]
    public async Task A_command_reaches_the_device(string line, string command)
    {
        await TypeAsync(line);
        await _client.ExpectAsync(RawClient.Publish("/devices/1234/command", command));
        Assert.Contains("sent", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99 go", "takes no commands")]
    [InlineData("setTarget {celsius}", "invalid")]
    [InlineData("/set interval", "JSON")]
    [InlineData("/set interval null", "null")]
    [InlineData("/delete unknown", "There is no \"unknown\"")]
    [InlineData("/what", "Type a command")]
    public async Task A_mistake_is_explained_and_the_prompt_lives_on(string line, string explanation)
    {
        await TypeAsync(line, "", "go");
        Assert.Contains(explanation, _output.ToString(), StringComparison.OrdinalIgnoreCase);
        await _client.ExpectAsync(RawClient.Publish("/devices/1234/command", """{"action":"go"}"""));
    }

    [Fact]
    public async Task The_data_proxy_is_changed()
    {
        await TypeAsync("/set interval 60", "99 /set name \"porch\"", "/set gone 1", "/delete gone");
        Assert.Equal("60", Assert.Single(_mode.Data(1234).Items).Value.GetRawText());
        Assert.Equal("porch", _mode.Data(99).Find("name")!.Value.GetString());
    }

    [Theory]
    [InlineData("/close")]
    [InlineData("/reset")]
    public async Task A_connection_is_broken(string line)
    {
        await TypeAsync(line);
        await _client.ExpectCloseAsync();
        Assert.Contains("Connections broken: 1", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MODE_goes_away_and_comes_back_and_a_token_provisions()
    {
        await TypeAsync("/outage");
        Assert.True(_mode.Faults.Outage);
        await TypeAsync("/online", "/token");
        Assert.False(_mode.Faults.Outage);
        string token = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
        Assert.NotNull(_mode.Cloud.Devices.Provision(token));
    }

    [Fact]
    public async Task What_happens_is_narrated()
    {
        using var end = new CancellationTokenSource();
        var lines = new LineWriter();
        Task narration = new Narrator(_mode, lines).RunAsync(end.Token);

        await _client.SendAsync(RawClient.Publish("/devices/1234/event", """{"eventType":"a"}"""));
        await _client.SendAsync(RawClient.Publish("/devices/1234/bulkData/vibration", "0123"));
        await _client.SendAsync(RawClient.Publish("/devices/1234/data", "01234"));
        await _client.SendAsync(RawClient.Publish("/devices/1234/kv", """{"action":"set","key":"k","value":1}"""));
        await _client.SendAsync(RawClient.Publish(
            "/devices/1234/bulkData/forecast/request", """{"bulkDataLabel":"forecast","requestId":"r","payload":{}}"""));
        await _client.SendAsync(RawClient.Publish("/devices/1234/event", "{}", flags: 0x01));

        foreach (string line in (string[])
        [
            "1234 connected",
            """1234 event {"eventType":"a"}""",
            "1234 bulk data vibration, 4 bytes",
            "1234 data for routing, 5 bytes",
            "1234 data set k 1 (revision 1)",
            "1234 bulk request forecast r {}",
            "1234 REFUSED (Retain) PUBLISH to /devices/1234/event with retain; message retain is not supported.",
            "1234 session ended: Refused",
        ])
        {
            await lines.WhenAsync(line).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        await end.CancelAsync();
        await narration;
    }

    private async Task TypeAsync(params string[] lines)
    {
        using var input = new StringReader(string.Join('\n', [.. lines, "/quit"]));
        await new Prompt(_mode, 1234, _output).RunAsync(input, TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps lines, and tells when one came.</summary>
    private sealed class LineWriter : TextWriter
    {
        private readonly Dictionary<string, TaskCompletionSource> _lines = [];

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public Task WhenAsync(string line) => Line(line).Task;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Line(buffer.ToString()).TrySetResult();
            return Task.CompletedTask;
        }

        private TaskCompletionSource Line(string text)
        {
            lock (_lines)
            {
                if (!_lines.TryGetValue(text, out TaskCompletionSource? line))
                    _lines.Add(text, line = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                return line;
            }
        }
    }
}
