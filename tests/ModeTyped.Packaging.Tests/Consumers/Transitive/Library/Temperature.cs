using ModeTyped;

namespace Library;

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);
