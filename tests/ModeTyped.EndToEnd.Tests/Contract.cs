namespace ModeTyped.EndToEnd.Tests;

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);

[BulkLabel("vibration")]
public partial class Vibration;

[ModeEvent("sample")]
public partial record Sample(int Number);

[BulkLabel("forecast")]
public partial class Forecast : IBulkExchange<ForecastQuery, ForecastResult>;

public record ForecastQuery(int Hours);

public record ForecastResult(double Celsius);

[ModeData("settings")]
public partial record Settings(double Target, bool Eco);
