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
        ["bulk forms"] = """
            using System.Buffers; using System.Collections.Generic; using ModeTyped;
            namespace Acme;

            [BulkLabel("waveform")]
            public partial class Waveform : IBulkEncoder<short[]>
            {
                public static void Encode(short[] payload, IBufferWriter<byte> output) => output.Advance(payload.Length > 30 ? 30 : payload.Length);
            }

            [BulkLabel("spectra", QualityOfService = QualityOfService.AtMostOnce)]
            public partial struct Spectra : IBulkData<IReadOnlyList<Spectrum>>, IBulkExchange<Page<Spectrum>, Dictionary<string, Spectrum?>>;

            public record Spectrum(double[] Levels);
            public record struct Page<T>(int Number, T[] Items, Page<int>? Next = null);
            """,
        ["data rules"] = """
            using System.ComponentModel; using System.ComponentModel.DataAnnotations; using ModeTyped;

            [ModeData("heating"), Display(Name = "Heating", Description = "How the room is heated")]
            public partial record Heating([Required, RegularExpression("[a-z]+")] string? Zone, [Range(typeof(decimal), "5", "30.5")] decimal Target)
            {
                [DefaultValue(Level.Low), Display(Name = "Level")] public Level Level { get; init; }
                public Slot[] Slots { get; init; } = [];
                public bool IsHot() => Target > 30;
            }

            public record Slot([Range(0, 23)] int Hour, [property: StringLength(8, MinimumLength = 1)] string Name);
            public enum Level { [Display(Name = "low")] Low, High }
            [ModeData("module*")] public sealed partial class Module { [MaxLength(3)] public int[]? Channels { get; set; } }
            """,
        ["JSON options"] = """
            using System; using System.Collections.Generic; using System.Collections.Immutable; using System.Text.Json; using System.Text.Json.Serialization; using ModeTyped;
            [assembly: ModeJson(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]

            [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = false, AllowDuplicateProperties = false)]
            [ModeJsonContext(typeof(Weather))]
            public static partial class Strict
            {
                [ModeCommand("draw"), ModeJson(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
                public partial class Draw : IJsonOnDeserialized
                {
                    public ImmutableArray<Shape> Shapes { get; set; } = [];
                    [JsonConverter(typeof(Hex))] public required int Color { get; init; }
                    public IDictionary<DayOfWeek, Wind?>? Winds { get; set; }
                    void IJsonOnDeserialized.OnDeserialized() => Shapes = [];
                }
            }

            [JsonDerivedType(typeof(Circle), 1), JsonDerivedType(typeof(Group), "group"), JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)]
            public class Shape { public Guid Id { get; set; } }
            public sealed class Circle : Shape { public double Radius { get; set; } }
            public sealed class Group : Shape { public List<Shape> Inner { get; } = []; }
            public record struct Wind(float Speed);
            public sealed class Hex : JsonConverter<int>
            {
                public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetInt32();
                public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
            }
            [JsonSerializable(typeof(Wind))] internal sealed partial class Weather : JsonSerializerContext;
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
