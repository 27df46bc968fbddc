namespace ModeTyped.Generator.Tests;

/// <summary>Sources like those of a user's project, for tests that change them in many ways.</summary>
internal static class Corpus
{
    /// <summary>A file that has nothing to do with contracts.</summary>
    public const string Unrelated = """
        namespace Acme;

        internal static class Clock
        {
            public static int Hour() => 12;
        }
        """;

    public const string TopLevel = Generation.Usings + """
        using System.ComponentModel.DataAnnotations;

        namespace Acme;

        [ModeEvent("temperature", MaxPerMinute = 60)]
        public partial record Temperature(double Celsius, string Sensor)
        {
            public bool IsHot() => Celsius > 30;
        }

        [ModeEvent("status", QualityOfService = QualityOfService.AtMostOnce, LatestOnly = true)]
        public partial class Status
        {
            public string? Text { get; set; }

            public Place? Where { get; set; }
        }

        [ModeCommand("setTarget")]
        public partial record SetTarget(double Celsius);

        [BulkLabel("forecast")]
        public partial class Forecast : IBulkExchange<ForecastQuery, Place>;

        public record ForecastQuery(int Hours);

        [ModeData("settings")]
        public partial record Settings([Range(5, 30)] double Target)
        {
            public bool IsHot() => Target > 30;
        }

        [BulkLabel("vibration")]
        public partial class Vibration;
        """;

    /// <summary>A payload type of <see cref="TopLevel"/> in a file of its own.</summary>
    public const string Place = """
        namespace Acme;

        #pragma warning disable CS1591 // the undocumented types of tests
        public sealed class Place
        {
            public int Floor { get; set; }
        }
        """;

    public const string Nested = Generation.Usings + """
        namespace Acme.Home
        {
            public static partial class Thermostat
            {
                [ModeEvent("temperature")]
                public partial record struct Temperature(double Celsius);

                [ModeCommand("setTarget")]
                public partial struct SetTarget
                {
                    public double Celsius { get; set; }

                    public bool IsHot() => Celsius > 30;
                }
            }

            public partial class Camera
            {
                [ModeEvent("status")]
                internal partial record Status(bool Recording);

                [ModeCommand("record")]
                internal partial record Record(int Seconds);

                [ModeCommand("RECORD")]
                internal partial record RecordAgain(int Seconds);

                [ModeData("preset*")]
                internal partial record Preset(int Pan, int Tilt);

                [BulkLabel("frame")]
                internal partial struct Frame : IBulkData<Preset>;
            }
        }
        """;

    /// <summary>Types whose names only case tells apart.</summary>
    public const string Ambiguous = Generation.Usings + """
        [ModeEvent("a")]
        public partial record Reading(int Value)
        {
            public bool IsHot() => Value > 30;
        }

        [ModeEvent("b")]
        public partial record READING(int Value);
        """;

    /// <summary>Payloads of every kind.</summary>
    public const string Json = Generation.Usings + """
        using System;
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Text.Json.Serialization;

        namespace Acme.Payloads
        {
            [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false)]
            public static partial class Strict
            {
                [ModeEvent("shape")]
                public partial record Drawing(Shape Shape, [property: JsonConverter(typeof(TextConverter))] string? Text)
                {
                    [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; init; }

                    public bool IsHot() => Text?.Length > 30;
                }

                [ModeCommand("draw")]
                [ModeJsonContext(typeof(int))]
                public partial class Draw : IJsonOnDeserialized
                {
                    [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public List<int> Numbers { get; set; } = [];

                    public Dictionary<DayOfWeek, Shape>? Days { get; set; }

                    [JsonInclude] private int Secret { get; set; }

                    public required string Name { get; init; }

                    void IJsonOnDeserialized.OnDeserialized() => Secret++;
                }
            }

            [JsonDerivedType(typeof(Circle), "circle")]
            public abstract class Shape
            {
                [JsonIgnore] public int Id { get; set; }
            }

            public sealed class Circle : Shape
            {
                public double Radius { get; set; }
            }

            public sealed class TextConverter : JsonConverter<string>
            {
                public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

                public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
            }
        }
        """;

    /// <summary>The projects by name, each as its files: these, and all contracts that are half typed elsewhere.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = new Dictionary<string, string[]>(
        HalfTypedSources.Contracts.Select(contract => KeyValuePair.Create(contract.Key, (string[])[contract.Value])))
    {
        [nameof(TopLevel)] = [TopLevel, Place],
        [nameof(Nested)] = [Nested],
        [nameof(Ambiguous)] = [Ambiguous],
        [nameof(Json)] = [Json],
        ["Mixed"] = [TopLevel, Place, Nested, Json],
    };
}
