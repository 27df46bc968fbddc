namespace ModeTyped.Simulator;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => new SimulatorCommand().Parse(arguments).InvokeAsync();
}
