using System.Net;
using System.Text;

namespace ModeTyped.Simulator.Tests.Console;

/// <summary>The console as a page.</summary>
public sealed class WebConsoleTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private ModeSimulator _mode = null!;
    private RawClient _client = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mode = await ModeSimulator.StartAsync(
            new ModeSimulatorOptions { Devices = { [1234] = "key", [5678] = "other" }, HttpPort = 0 }, Cancelled);
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_mode.HttpPort}/");
        _client = await RawClient.ConnectAsync(_mode);
        await _client.SendAsync(RawClient.Subscribe(1, ("/devices/1234/command", 0)));
        await _client.ExpectAsync(0x90, 0x03, 0x00, 0x01, 0x00);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _mode.DisposeAsync();
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri("console", UriKind.Relative), Cancelled);

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        string page = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("new EventSource('/console/lines')", page, StringComparison.Ordinal);
        Assert.Contains("fetch('/console', { method: 'POST'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("'HTTP '", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_happened_and_what_happens_is_told_line_by_line()
    {
        using var lines = new StreamReader(await _http.GetStreamAsync(new Uri("console/lines", UriKind.Relative), Cancelled));
        Assert.Equal("data: 1234 connected", await lines.ReadLineAsync(Cancelled));
        Assert.Equal("", await lines.ReadLineAsync(Cancelled));

        await _client.SendAsync(RawClient.Publish("/devices/1234/event", "{\"eventType\":\n\"a\"}"));

        Assert.Equal("data: 1234 event {\"eventType\":", await lines.ReadLineAsync(Cancelled));
        Assert.Equal("data: \"a\"}", await lines.ReadLineAsync(Cancelled));
        Assert.Equal("", await lines.ReadLineAsync(Cancelled));
    }

    [Fact]
    public async Task An_open_page_does_not_hold_up_the_end()
    {
        using var lines = new StreamReader(await _http.GetStreamAsync(new Uri("console/lines", UriKind.Relative), Cancelled));
        Assert.Equal("data: 1234 connected", await lines.ReadLineAsync(Cancelled));

        Task ended = _mode.DisposeAsync().AsTask();

        // A stream that is cut off, once the server has waited for it in vain, would throw.
        await lines.ReadToEndAsync(Cancelled);
        await ended;
    }

    [Theory]
    [InlineData("go", "1234 command go sent")]
    [InlineData("1234 go", "1234 command go sent")]
    public async Task A_typed_command_reaches_the_device(string line, string answer)
    {
        Assert.Equal((HttpStatusCode.OK, answer + "\n"), await TypeAsync(line));
        await _client.ExpectAsync(RawClient.Publish("/devices/1234/command", """{"action":"go"}"""));
    }

    [Fact]
    public async Task A_mistake_is_explained() =>
        Assert.Equal((HttpStatusCode.OK, "5678 takes no commands at the moment: the command is lost\n"), await TypeAsync("5678 go"));

    [Fact]
    public async Task Pages_from_elsewhere_type_nothing()
    {
        Assert.Equal((HttpStatusCode.Forbidden, ""), await TypeAsync("/outage", origin: "https://example.com"));
        Assert.Equal(HttpStatusCode.Forbidden, (await TypeAsync("/outage", origin: "null")).Status);
        Assert.False(_mode.Faults.Outage);
        Assert.Equal(HttpStatusCode.OK, (await TypeAsync("/outage", origin: $"http://127.0.0.1:{_mode.HttpPort}")).Status);
        Assert.True(_mode.Faults.Outage);
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await TypeAsync(new string('x', (1 << 20) + 1))).Status);
    }

    private async Task<(HttpStatusCode Status, string Answer)> TypeAsync(string line, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "console") { Content = new StringContent(line, Encoding.UTF8, "text/plain") };
        if (origin is not null) request.Headers.Add("Origin", origin);
        using HttpResponseMessage response = await _http.SendAsync(request, Cancelled);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
