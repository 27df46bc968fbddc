using ModeTyped;

Console.Write(args.Length > 0 ? ModeContract.JsonSchemas.Temperature : ModeContract.AsyncApi);

[ModeEvent("temperature")]
public partial record Temperature(double Celsius, string Sensor);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);

namespace Acme
{
    public static partial class Camera
    {
        [ModeEvent("motion")]
        public partial record Motion(string Zone);
    }
}
