using System.Globalization;
using System.Text.Json;
using ModeTyped;
using ModeTyped.Rest;

// All of MODE, a line for each piece. The arguments are the MQTT and the HTTP port of a MODE on this machine, and a token
// that provisions a device there.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int port = int.Parse(args[0]);
DeviceCredentials credentials = await ProvisionAsync(new Uri($"http://127.0.0.1:{args[1]}/"), args[2]);

var options = new ModeDeviceOptions
{
    DeviceId = credentials.DeviceId,
    ApiKey = credentials.ApiKey,
    Host = "127.0.0.1",
    Port = port,
    UseTls = false,
    DrainTimeout = TimeSpan.FromSeconds(30),
};
string outbox = Path.Combine(AppContext.BaseDirectory, "outbox.db");

await UseAsync(options.WithSqliteOutbox(outbox));
await KeepOverAnOutageAsync(options, outbox);
return;

static async Task<DeviceCredentials> ProvisionAsync(Uri api, string token)
{
    using var http = new HttpClient();
    var rest = new ModeRestClient(http, new ModeRestOptions { BaseAddress = api });
    DeviceCredentials credentials = await rest.ProvisionAsync(token);
    Say("provisioned", credentials.DeviceId);
    DateTimeOffset end = await rest.EnableClaimModeAsync(credentials, TimeSpan.FromMinutes(1));
    DeviceInfo info = await rest.GetDeviceAsync(credentials);
    Say("claim mode", end == info.ClaimExpirationTime);
    await rest.DisableClaimModeAsync(credentials);
    info = await rest.GetDeviceAsync(credentials);
    Say("device info", $"{info.Tag}, connected {info.IsConnected}, claimable {info.ClaimExpirationTime is not null}");
    try
    {
        await rest.ProvisionAsync(token);
    }
    catch (ModeRestException exception)
    {
        Say("spent token", $"{exception.StatusCode} {exception.Reason}");
    }

    return credentials;
}

static async Task UseAsync(ModeDeviceOptions options)
{
    var target = new TaskCompletionSource<double>();
    var located = new TaskCompletionSource();
    var unknown = new TaskCompletionSource<string>();
    var bindingError = new TaskCompletionSource<CommandError>();
    await using ModeDevice device = await ModeDevice.ConnectAsync(options, new ModeCommands
    {
        SetTarget = (command, _) =>
        {
            target.SetResult(command.Celsius);
            return ValueTask.CompletedTask;
        },
        Locate = (_, _) =>
        {
            located.SetResult();
            return ValueTask.CompletedTask;
        },
        OnUnknownCommand = (command, _) =>
        {
            unknown.SetResult($"{command.Action} {command.Parameters}");
            return ValueTask.CompletedTask;
        },
        OnCommandError = bindingError.SetResult,
    });

    Say("event", await device.PublishAsync(new Temperature(21.5, "a1")));
    await located.Task;
    Say("command", await target.Task);
    Say("unknown command", await unknown.Task);
    Say("unbound command", ((ModePayloadException)(await bindingError.Task).Exception).Path);
    Say("event at most once", await device.PublishAsync(new TargetReached(await target.Task)));
    Say("polymorphic event", await device.PublishAsync(new Alarms([new Heat(61.5), new Smoke(Level.High)])));
    Say("time series", await device.PublishAsync(new RealtimeData([new TimeSeriesPoint(DateTimeOffset.UnixEpoch, "a1", 21.5)])));
    Say("json context", JsonSerializer.Serialize(new Temperature(21.5, "a1"), ModeJsonContext.Default.Temperature));

    await SendBulkAsync(device);
    await ExchangeAsync(device);
    await UseDataAsync(device);
    Say("stopped", await device.StopAsync());
}

static async Task SendBulkAsync(ModeDevice device)
{
    Say("raw bulk data", await Recording.SendAsync(device, new byte[] { 1, 2, 3 }));
    Say("JSON bulk data", await Readings.SendAsync(device, [new Reading("a1", 21.5)]));
    Say("encoded bulk data", await Waveform.SendAsync(device, [1, -1]));
    using var recording = new MemoryStream(new byte[10_000]);
    Say("bulk data in parts", await Recording.SendAsync(device, recording, partSize: 4096));
#pragma warning disable MODEXP0001 // Data Routing is experimental, and the binary does all of MODE.
    Say("routed data", await device.RouteDataAsync(new byte[] { 4, 5 }));
#pragma warning restore MODEXP0001
}

static async Task ExchangeAsync(ModeDevice device)
{
    var query = new ForecastQuery(Hours: 24);
    ForecastResult forecast = await Forecast.RequestAsync(device, query);
    Say("exchange", string.Join(' ', forecast.Celsius));
    await FailAsync(Nowhere.RequestAsync(device, query));
    await FailAsync(Busy.RequestAsync(device, query));
    await FailAsync(Silent.RequestAsync(device, query, TimeSpan.FromSeconds(1)));

    static async Task FailAsync(Task<ForecastResult> exchange)
    {
        try
        {
            await exchange;
        }
        catch (ModeExchangeException exception)
        {
            Say($"exchange with {exception.Label}", $"{exception.Failure} {exception.Status}".TrimEnd());
        }
    }
}

static async Task UseDataAsync(ModeDevice device)
{
    var rejected = new TaskCompletionSource<ModeDataException>();
    device.Data.ValueRejected += rejected.SetResult;
    await device.Data.WhenReadyAsync();
    await using IAsyncEnumerator<DataChange<Settings>> changes = device.Data.WatchAsync<Settings>().GetAsyncEnumerator();
    ValueTask<bool> first = changes.MoveNextAsync();
    Say("data written", await device.Data.SetAsync(new Settings(21, "kitchen")));
    await SeeChangeAsync(first);

    // MODE waits for this, so that its own change is not merged with the one before.
    await device.PublishAsync(new TargetReached(21));
    await SeeChangeAsync(changes.MoveNextAsync());
    Say("data refused", Describe(await rejected.Task));
    Say("data read", device.Data.Get<Settings>());
    try
    {
        await device.Data.SetAsync(new Settings(21, "Kitchen 1"));
    }
    catch (ModeDataException exception)
    {
        Say("data not written", Describe(exception));
    }

    Say("data deleted", await device.Data.DeleteAsync<Settings>());
    await SeeChangeAsync(changes.MoveNextAsync());

    await device.Data.SetAsync("0127", new SensorModule(60, Sensing: true));
    await device.Data.SetAsync("0128", new SensorModule(30, Sensing: false));
    await device.Data.DeleteAsync<SensorModule>("0127");
    Say("key family", string.Join(' ', device.Data.GetAll<SensorModule>()));
    Say("other keys", string.Join(' ', device.Data.GetAll().Where(item => !item.Key.StartsWith("sensorModule")).Select(item => $"{item.Key}={item.Value}")));
    using JsonDocument schema = JsonDocument.Parse(ModeDataInfo.Of<Settings>().ConfigurationSchema);
    JsonElement target = schema.RootElement.GetProperty("parameters")[0];
    Say("configuration schema", $"{target.GetProperty("key")} of {target.GetProperty("min")} to {target.GetProperty("max")}");

    async Task SeeChangeAsync(ValueTask<bool> next)
    {
        await next;
        Say("data changed", $"{changes.Current.Cause}, {changes.Current.Old?.Zone ?? "none"} to {changes.Current.New?.Zone ?? "none"}");
    }

    static string Describe(ModeDataException exception) => $"{exception.Rule} at {exception.Member}";
}

static async Task KeepOverAnOutageAsync(ModeDeviceOptions options, string outbox)
{
    // Nobody listens there.
    await using (ModeDevice away = ModeDevice.Start((options with { Port = 1, DrainTimeout = TimeSpan.Zero }).WithSqliteOutbox(outbox)))
    {
        Say("event while away", await away.EnqueueAsync(new KeptOverTheOutage(1)));
        Say("stopped while away", await away.StopAsync());
    }

    await using ModeDevice back = await ModeDevice.ConnectAsync(options.WithSqliteOutbox(outbox));
    Say("stopped when back", await back.StopAsync());
}

static void Say(string piece, object? outcome) => Console.WriteLine($"{piece}: {outcome}");
