using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModeTyped;

namespace Gateway;

/// <summary>
/// A sensor module that the gateway looks after: the cloud writes one for each under <c>sensorModule</c> and its id. The
/// gateway takes no settings that break the rules.
/// </summary>
[ModeData("sensorModule*")]
[Display(Name = "Sensor module", Description = "A sensor module of the gateway")]
public partial record SensorModule(
    [Display(Name = "Module id"), StringLength(64, MinimumLength = 1)] string Id,
    [Display(Name = "Gateway id")] string GatewayID,
    [Display(Name = "Sensing"), RegularExpression("on|off")] string Sensing,
    [Display(Name = "Interval, s", Description = "How often the sensors are read"), Range(1, 3600)] int Interval,
    [Display(Name = "Model")] string ModelId,
    [Display(Name = "Sensors")] IReadOnlyList<string> Sensors)
{
    [Display(Name = "Name"), StringLength(32)]
    public string? Name { get; init; }

    /// <summary>What a module of the user's own making measures, as MODE's app wrote it; the gateway only passes it on.</summary>
    [Display(Name = "Module schema"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonElement>? ModuleSchema { get; init; }

    [JsonIgnore]
    public bool IsSensing => Sensing == "on";
}

[ModeCommand("startDiscovery")]
public partial record StartDiscovery(int Timeout);

[ModeCommand("listSensorModules")]
public partial record ListSensorModules(int Timeout);

[ModeCommand("getSensorModuleStatus")]
public partial record GetSensorModuleStatus(string SensorId);

[ModeCommand("syncClock")]
public partial record SyncClock(string SensorId);

[ModeCommand("getLog")]
public partial record GetLog(string SensorId);

[ModeEvent("discoveredSensorModules")]
public partial record DiscoveredSensorModules(IReadOnlyList<FoundModule> SensorModules);

[ModeEvent("sensorModuleList")]
public partial record SensorModuleList(IReadOnlyList<FoundModule> SensorModules);

public record FoundModule(
    string SensorModuleId,
    string ModelId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<JsonElement>? ModuleSchema = null);

/// <summary>Measured values, as MODE's Time Series Database takes them.</summary>
[ModeEvent("realtimeData")]
public partial record RealtimeData(IReadOnlyList<TimeSeriesPoint> TimeSeriesData);

[ModeEvent("sensorModuleStatus")]
public partial record SensorModuleStatus(string SensorModuleId, bool Sensing, int Interval);

[ModeEvent("sensorModuleClockSynced")]
public partial record SensorModuleClockSynced(string SensorModuleId);

[ModeEvent("sensorModuleStateChange")]
public partial record SensorModuleStateChange(string SensorModuleId, bool Sensing);

[ModeEvent("sensorModuleUnregistered")]
public partial record SensorModuleUnregistered(string SensorModuleId);

[ModeEvent("error")]
public partial record GatewayError(string Msg);
