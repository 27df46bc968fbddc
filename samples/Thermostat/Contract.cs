using ModeTyped;

namespace Thermostat;

/// <summary>What the device tells the cloud.</summary>
[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

/// <summary>What the cloud asks of the device.</summary>
[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);
