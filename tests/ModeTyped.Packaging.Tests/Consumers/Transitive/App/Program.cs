using ModeTyped;

// An event of the library's contract and one of this project's own.
Console.WriteLine($"{EventType<Library.Temperature>()} {EventType<App.Humidity>()}");

static string EventType<T>() where T : IModeEvent<T> => T.Info.EventType;

namespace App
{
    [ModeEvent("humidity")]
    public partial record Humidity(double Percent);
}
