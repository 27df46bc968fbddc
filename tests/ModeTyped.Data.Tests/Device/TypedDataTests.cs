using System.Text.Json;

namespace ModeTyped.Data.Tests.Device;

/// <summary>The Device Data Proxy by generated types.</summary>
public sealed class TypedDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_is_read_and_written_by_its_type()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Data(SimulatedDevice.Id).Set("settings", """{"target":21.5,"zone":"salon","mode":"Comfort","unknown":1}"""));
        await test.Device.Data.WhenReadyAsync(Cancel);

        Settings settings = test.Device.Data.Get<Settings>();
        Assert.Equal((21.5, "salon", Mode.Comfort, "me"), (settings.Target, settings.Zone, settings.Mode, settings.Owner));

        Assert.Equal(SendFate.Delivered, await test.Device.Data.SetAsync(settings with { Target = 7 }, Cancel));
        Assert.Equal(
            """{"target":7,"zone":"salon","mode":"Comfort","owner":"me","slots":[]}""", test.Cloud.Find("settings")!.Value.GetRawText());

        Assert.Equal(SendFate.Delivered, await test.Device.Data.DeleteAsync<Settings>(Cancel));
        Assert.Null(test.Cloud.Find("settings"));
        Assert.False(test.Device.Data.TryGet(out Settings? _));
        Assert.Throws<KeyNotFoundException>(test.Device.Data.Get<Settings>);
    }

    [Fact]
    public async Task The_keys_of_a_family_are_told_apart_by_their_rest()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
        {
            mode.Data(SimulatedDevice.Id).Set("sensorModule0101:a", """{"interval":30,"sensing":true}""");
            mode.Data(SimulatedDevice.Id).Set("sensorModule", """{"interval":1,"sensing":true}""");
            mode.Data(SimulatedDevice.Id).Set("sensor", "1");
        });
        await test.Device.Data.WhenReadyAsync(Cancel);

        await test.Device.Data.SetAsync("b", new SensorModule(60, false), Cancel);

        Assert.Equal(
            [("0101:a", 30), ("b", 60)],
            test.Device.Data.GetAll<SensorModule>().Select(pair => (pair.Key, pair.Value.Interval)).Order());
        Assert.Equal(30, test.Device.Data.Get<SensorModule>("0101:a").Interval);
        Assert.Equal("""{"interval":60,"sensing":false}""", test.Cloud.Find("sensorModuleb")!.Value.GetRawText());
        await test.Device.Data.DeleteAsync<SensorModule>("b", Cancel);
        Assert.Null(test.Cloud.Find("sensorModuleb"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await test.Device.Data.SetAsync("", new SensorModule(1, true), Cancel));

        // Keys that no type has stay in reach.
        Assert.True(test.Device.Data.TryGet("sensor", out DataProxyItem? item));
        Assert.Equal(1, item.Value.GetInt32());
    }

    [Fact]
    public async Task A_watch_tells_old_and_new_values_and_why_they_changed()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Data(SimulatedDevice.Id).Set("settings", """{"target":20}"""));
        await test.Device.Data.WhenReadyAsync(Cancel);
        await using IAsyncEnumerator<DataChange<Settings>> changes = test.Device.Data.WatchAsync<Settings>(Cancel).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = changes.MoveNextAsync();

        test.Cloud.Set("settings", """{"target":21}""");
        Assert.Equal((20, 21, DataChangeCause.Remote), await TargetsAsync());
        next = changes.MoveNextAsync();

        await test.Device.Data.SetAsync(new Settings(22), Cancel);
        Assert.Equal((21, 22, DataChangeCause.Local), await TargetsAsync());
        next = changes.MoveNextAsync();

        test.Mode.Faults.Outage = true;
        await test.Device.WaitForStateAsync(DeviceState.Recovering, Cancel);
        test.Cloud.Set("settings", """{"target":23}""");
        test.Mode.Faults.Outage = false;
        Assert.Equal((22, 23, DataChangeCause.Reload), await TargetsAsync());

        async Task<(double? Old, double? New, DataChangeCause Cause)> TargetsAsync()
        {
            Assert.True(await next);
            DataChange<Settings> change = changes.Current;
            return (change.Old?.Target, change.New?.Target, change.Cause);
        }
    }

    [Fact]
    public async Task One_key_of_a_family_is_watched_alone()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.Data.WhenReadyAsync(Cancel);
        await using IAsyncEnumerator<DataChange<SensorModule>> changes =
            test.Device.Data.WatchAsync<SensorModule>("b", Cancel).GetAsyncEnumerator(Cancel);
        ValueTask<bool> next = changes.MoveNextAsync();

        await test.Device.Data.SetAsync("a", new SensorModule(1, true), Cancel);
        await test.Device.Data.SetAsync("b", new SensorModule(2, true), Cancel);

        Assert.True(await next);
        Assert.Equal(("sensorModuleb", "b", null, 2), (changes.Current.Key, changes.Current.Id, changes.Current.Old, changes.Current.New!.Interval));
    }

    [Fact]
    public async Task A_watch_can_begin_with_the_values_that_are_there()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Data(SimulatedDevice.Id).Set("sensorModulea", """{"interval":30,"sensing":true}"""));
        await test.Device.Data.WhenReadyAsync(Cancel);
        await using IAsyncEnumerator<DataChange<SensorModule>> changes =
            test.Device.Data.WatchAsync<SensorModule>(includeCurrent: true, Cancel).GetAsyncEnumerator(Cancel);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(
            ("a", null, 30, DataChangeCause.Current),
            (changes.Current.Id, changes.Current.Old, changes.Current.New!.Interval, changes.Current.Cause));
        test.Cloud.Set("sensorModulea", """{"interval":31,"sensing":true}""");
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal((30, 31), (changes.Current.Old!.Interval, changes.Current.New!.Interval));
    }

    public static TheoryData<string, string, string> Outside => new()
    {
        { """{"target":30.01}""", "Range", "target" },
        { """{"target":20,"zone":"a1"}""", "RegularExpression", "zone" },
        { """{"target":20,"zone":"1a"}""", "RegularExpression", "zone" },
        { """{"target":20,"owner":null}""", "Required", "owner" },
        { """{"target":20,"owner":" "}""", "Required", "owner" },
        { """{"target":20,"owner":"too many letters"}""", "StringLength", "owner" },
        { """{"target":20,"mode":7}""", "EnumDataType", "mode" },
        { """{"target":20,"slots":[{"hour":23},{"hour":24}]}""", "Range", "slots[1].hour" },
        { """{"target":20,"mode":"Nothing"}""", "Type", "$.mode" },
        { """{"zone":"a"}""", "Type", "$" },
        { "30", "Type", "$" },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public async Task A_value_that_arrives_outside_its_rules_is_refused_and_the_old_one_stays(string json, string rule, string member)
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync(prepare: mode =>
            mode.Data(SimulatedDevice.Id).Set("settings", """{"target":20}"""));
        await test.Device.Data.WhenReadyAsync(Cancel);
        Assert.Equal(20, test.Device.Data.Get<Settings>().Target);
        var rejected = new TaskCompletionSource<ModeDataException>(TaskCreationOptions.RunContinuationsAsynchronously);
        test.Device.Data.ValueRejected += exception => rejected.TrySetResult(exception);

        test.Cloud.Set("settings", json);

        ModeDataException exception = await rejected.Task.WaitAsync(Cancel);
        Assert.Equal(("settings", rule, member), (exception.Key, exception.Rule, exception.Member));
        Assert.Equal(20, test.Device.Data.Get<Settings>().Target);
        Assert.True(test.Device.Data.TryGet("settings", out DataProxyItem? raw));
        Assert.Equal(json, raw.Value.GetRawText());
    }

    [Fact]
    public async Task A_value_outside_its_rules_is_not_written()
    {
        await using SimulatedDevice test = await SimulatedDevice.StartAsync();
        await test.Device.Data.WhenReadyAsync(Cancel);

        ModeDataException exception = await Assert.ThrowsAsync<ModeDataException>(
            async () => await test.Device.Data.SetAsync(new Settings(4), Cancel));

        Assert.Equal(("Range", "target"), (exception.Rule, exception.Member));
        Assert.Equal("The value of 'settings' breaks the rule Range at 'target': It must be from 5 to 30.", exception.Message);
        Assert.Empty(test.Mode.DataChanges.ToList());
    }

    [Fact]
    public void A_type_knows_its_configuration_schema()
    {
        ModeDataInfo info = ModeDataInfo.Of<SensorModule>();

        Assert.Equal(("sensorModule", true), (info.Key, info.IsFamily));
        JsonElement schema = JsonElement.Parse(info.ConfigurationSchema);
        Assert.True(schema.GetProperty("repeatable").GetBoolean());
        Assert.Equal(["interval", "sensing"], schema.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("key").GetString()));
    }
}
