namespace ModeTyped.Generator.Tests;

/// <summary>Contracts that together use every feature, and what they look like while they are typed and edited.</summary>
internal static class HalfTypedSources
{
    private const int DeletionsPerContract = 100;

    public static IReadOnlyDictionary<string, string> Contracts { get; } = new Dictionary<string, string>
    {
        ["events and commands"] = """
            using ModeTyped;
            namespace Acme;

            [ModeEvent("temperature", QualityOfService = QualityOfService.AtMostOnce, MaxPerMinute = 60, LatestOnly = true)]
            public sealed partial record Temperature(double Celsius, string Sensor = "a1");

            [ModeCommand("setTarget")]
            public readonly partial record struct SetTarget(double? Celsius, Unit Unit);

            public enum Unit : byte { Celsius, Kelvin = 2 }
            """,
        ["nested contracts"] = """
            namespace Acme { public static partial class Home<T> { } public static partial class Home {
            public partial interface IDoor { [ModeTyped.ModeEvent("open")] partial class Open { public int Door { get; set; } } }
            internal partial struct Camera { [ModeTyped.ModeCommand("shoot")] public partial record Shoot { public required int[] Widths { get; init; } } } } }
            """,
        ["payloads"] = """
            using System.Collections.Generic; using System.Text.Json.Serialization; using ModeTyped;

            [ModeEvent("all")]
            public partial class All
            {
                [JsonConstructor] public All(int id, Dictionary<string, List<Place?>> places) => (Id, Places) = (id, places);
                [JsonPropertyName("nr"), JsonPropertyOrder(1)] public int Id { get; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public All? Inner { get; init; }
                [JsonRequired] public Dictionary<string, List<Place?>> Places { get; }
                [JsonInclude, JsonNumberHandling(JsonNumberHandling.WriteAsString)] public long Field;
                [JsonExtensionData] public Dictionary<string, System.Text.Json.JsonElement>? Rest { get; set; }
            }

            [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Room), "room")]
            public abstract record Place { [JsonConverter(typeof(JsonStringEnumConverter<Kind>))] public Kind Kind { get; set; } }
            public record Room(int Floor) : Place;
            public enum Kind { [JsonStringEnumMemberName("in")] Inside, Outside }
            """,
        ["bulk and data"] = """
            using System.ComponentModel.DataAnnotations; using ModeTyped;

            [BulkLabel("vibration", QualityOfService = QualityOfService.AtLeastOnce)] public partial class Vibration;

            [BulkLabel("forecast")] public partial class Forecast : IBulkExchange<Query, Answer>;
            public record Query(int Hours);
            public record Answer(double Celsius);

            [ModeData("settings")] public partial record Settings([property: Range(5, 30)] double Target, bool Eco = false);
            [ModeData("sensor*")] public partial class Sensor { [StringLength(8)] public string? Name { get; set; } }
            """,
        ["a device"] = """
            using System.Threading; using System.Threading.Tasks; using ModeTyped;

            var options = new ModeDeviceOptions { DeviceId = 1, ApiKey = "key" };
            ModeDevice device = await ModeDevice.ConnectAsync(options, new ModeCommands
            {
                Reset = async (command, ct) => { Thread.Sleep(1); Task.Delay(1).Wait(); await Task.Yield(); },
                OnCommandError = async error => await Task.Delay(1),
            }).ConfigureAwait(false);
            device?.PublishAsync(new Started(1)).AsTask().GetAwaiter().GetResult();
            device.EnqueueAsync(new Started(2), new SendOptions((QualityOfService)2));

            [ModeEvent("_started_")] public partial record Started(int X);
            [ModeCommand("reset")] public partial record Reset;
            """,
    };

    /// <summary>A source as it is typed, one character after the other.</summary>
    public static IEnumerable<string> Prefixes(string source)
    {
        for (int length = 0; length <= source.Length; length++) yield return source[..length];
    }

    /// <summary>A source of which one to four random pieces are gone.</summary>
    public static IEnumerable<string> Deletions(string source)
    {
        var random = new Random(source.Length);
        for (int i = 0; i < DeletionsPerContract; i++)
        {
            string text = source;
            for (int cuts = random.Next(1, 5); cuts > 0; cuts--)
            {
                int start = random.Next(text.Length);
                text = text.Remove(start, random.Next(1, Math.Min(30, text.Length - start) + 1));
            }

            yield return text;
        }
    }
}
