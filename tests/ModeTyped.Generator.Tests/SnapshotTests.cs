using Microsoft.CodeAnalysis;
using ModeTyped.TestSupport;

namespace ModeTyped.Generator.Tests;

/// <summary>What is generated for each shape of annotation, without the JSON half, which has its own tests.</summary>
public class SnapshotTests
{
    public static TheoryData<string, string> Shapes => new()
    {
        { "Event_record", """
            namespace Acme;

            [ModeEvent("temperature")]
            public partial record Temperature(double Celsius, string Sensor);
            """ },
        { "Event_class", """
            namespace Acme;

            [ModeEvent("status", QualityOfService = QualityOfService.AtMostOnce, MaxPerMinute = 60, LatestOnly = true)]
            public sealed partial class Status
            {
                public string? Text { get; set; }
            }
            """ },
        { "Event_struct", """
            namespace Acme;

            [ModeEvent("position")]
            public partial struct Position
            {
                public double Latitude { get; set; }

                public double Longitude { get; set; }
            }
            """ },
        { "Event_record_struct", """
            namespace Acme;

            [ModeEvent("position")]
            public readonly partial record struct Position(double Latitude, double Longitude);
            """ },
        { "Event_readonly_struct", """
            namespace Acme;

            [ModeEvent("tick")]
            public readonly partial struct Tick
            {
                public long Count { get; init; }
            }
            """ },
        { "Event_in_the_global_namespace", """
            [ModeEvent("temperature")]
            public partial record Temperature(double Celsius);
            """ },
        { "Event_internal", """
            namespace Acme;

            [ModeEvent("temperature")]
            internal partial record Temperature(double Celsius);
            """ },
        { "Event_name_with_special_characters", """
            namespace Acme;

            [ModeEvent("\"<a&b>\"\\+'`\u0085\u2028 Température 🌡")]
            public partial record Temperature(double Celsius);
            """ },
        { "Events_internal_beside_public", """
            namespace Acme;

            [ModeEvent("temperature")]
            public partial record Temperature(double Celsius);

            [ModeEvent("humidity")]
            internal partial record Humidity(double Percent);
            """ },
        { "Command_record", """
            namespace Acme;

            [ModeCommand("setTarget")]
            public partial record SetTarget(double Celsius);
            """ },
        { "Command_record_struct", """
            namespace Acme;

            [ModeCommand("setTarget")]
            public partial record struct SetTarget(double Celsius);
            """ },
        { "Command_without_parameters", """
            namespace Acme;

            [ModeCommand("reboot")]
            public partial class Reboot;
            """ },
        { "Commands_of_one_simple_name", """
            namespace Acme.Heating
            {
                [ModeCommand("heat")]
                public partial record Start(double Celsius);
            }

            namespace Acme.Cooling
            {
                [ModeCommand("cool")]
                public partial record Start(double Celsius);
            }
            """ },
        { "Commands_whose_actions_differ_in_case", """
            namespace Acme;

            [ModeCommand("reboot")]
            public partial record Reboot;

            [ModeCommand("REBOOT")]
            public partial record RebootAgain;
            """ },
        { "Commands_named_like_members_of_the_dispatcher", """
            namespace Acme;

            [ModeCommand("bind")]
            public partial record Bind;

            [ModeCommand("onCommandError")]
            public partial record OnCommandError;
            """ },
        { "BulkLabel_class", """
            namespace Acme;

            [BulkLabel("vibration")]
            public partial class Vibration;
            """ },
        { "BulkLabel_record_struct_at_most_once", """
            namespace Acme;

            [BulkLabel("audio", QualityOfService = QualityOfService.AtMostOnce)]
            internal partial record struct Audio;
            """ },
        { "BulkLabel_with_a_member_SendAsync", """
            namespace Acme;

            [BulkLabel("vibration")]
            public partial class Vibration
            {
                public static void SendAsync() { }
            }
            """ },
        { "BulkLabel_exchange", """
            namespace Acme;

            [BulkLabel("forecast")]
            public partial class Forecast : IBulkExchange<ForecastQuery, ForecastResult>;

            public record ForecastQuery(int Hours);

            internal record ForecastResult(double Celsius);
            """ },
        { "BulkLabel_exchange_with_a_member_RequestAsync", """
            namespace Acme;

            [BulkLabel("forecast")]
            public partial struct Forecast : IBulkExchange<Forecast.Query, Forecast.Result>
            {
                public readonly record struct Query(int Hours);

                public record struct Result(double Celsius);

                public static void RequestAsync() { }
            }
            """ },
        { "BulkLabel_of_JSON", """
            namespace Acme;

            [BulkLabel("readings")]
            public partial class Readings : IBulkData<System.Collections.Generic.List<Reading>>;

            public record Reading(double Celsius);
            """ },
        { "BulkLabel_with_an_encoder_and_an_exchange", """
            using System.Buffers;

            namespace Acme;

            [BulkLabel("waveform")]
            public partial class Waveform : IBulkEncoder<short[]>, IBulkExchange<Query, Query>
            {
                public static void Encode(short[] payload, IBufferWriter<byte> output)
                {
                }
            }

            public record Query(int Channel);
            """ },
        { "Data_record", """
            using System.ComponentModel;
            using System.ComponentModel.DataAnnotations;
            using System.Text.Json.Serialization;

            namespace Acme;

            [ModeData("settings")]
            [Display(Name = "Heating", Description = "How the room \"Salon\" is heated")]
            public partial record Settings(
                [Display(Name = "Target, °C", Description = "What to heat to"), Range(5.0, 30.5)] double Target,
                [RegularExpression("[a-z]+|[0-9]+")] string Zone,
                Mode Mode = Mode.Eco,
                bool Vented = true)
            {
                [Required, StringLength(32, MinimumLength = 1)]
                public string? Owner { get; init; }

                [Range(1, 3600, ErrorMessage = "{0} is {1} to {2} s."), DefaultValue(30)]
                public int? Interval { get; set; }

                [Range(typeof(decimal), "0.10", "99.99", MinimumIsExclusive = true)]
                public decimal Price { get; set; }

                [Range(0, 255)]
                public byte Level { get; set; }

                [Length(1, 8)]
                public string[] Sensors { get; set; } = [];

                [JsonPropertyName("on")]
                public System.TimeOnly? SwitchedOn { get; set; }

                public bool IsWarm => Target > 25;
            }

            public enum Mode
            {
                [Display(Name = "Economical")]
                Eco,
                Comfort,
            }
            """ },
        { "Data_class_without_rules", """
            namespace Acme;

            [ModeData("interval")]
            internal sealed partial class Interval
            {
                public int Seconds { get; set; }
            }
            """ },
        { "Data_family_with_rules_inside", """
            using System.Collections.Generic;
            using System.ComponentModel.DataAnnotations;

            namespace Acme;

            [ModeData("sensorModule*")]
            public partial record SensorModule(string Id, Schedule? Schedule, List<Limit> Limits, Dictionary<string, Limit> Named, SensorModule? Next);

            public record Schedule([Range(0, 23)] int From);

            public record struct Limit([RegularExpression("^[a-z]+$", MatchTimeoutInMilliseconds = 100)] string Sensor);
            """ },
        { "Contract_nested", """
            namespace Acme;

            public static partial class Thermostat
            {
                [ModeEvent("temperature")]
                public partial record Temperature(double Celsius);

                [ModeCommand("setTarget")]
                public partial record SetTarget(double Celsius);

                [BulkLabel("vibration")]
                public partial class Vibration;
            }
            """ },
        { "Contract_nested_deeply_in_all_kinds_of_types", """
            public partial interface IHouse
            {
                public partial record Floor
                {
                    public partial record struct Room
                    {
                        public partial struct Wall
                        {
                            [ModeEvent("crack")]
                            public partial class Crack;
                        }
                    }
                }
            }
            """ },
        { "Contract_beside_members_of_the_same_names", """
            namespace Acme;

            public partial class Thermostat
            {
                public int Commands { get; }

                public int Events { get; }

                [ModeEvent("temperature")]
                public partial record Temperature(double Celsius);

                [ModeCommand("setTarget")]
                public partial record SetTarget(double Celsius);
            }
            """ },
        { "Contract_named_Commands", """
            namespace Acme;

            public static partial class Commands
            {
                [ModeCommand("reboot")]
                public partial record Reboot;
            }
            """ },
        { "Contracts_two_in_one_assembly", """
            namespace Acme;

            public static partial class Thermostat
            {
                [ModeEvent("status")]
                public partial record Status(double Celsius);
            }

            public static partial class Camera
            {
                [ModeEvent("status")]
                public partial record Status(bool Recording);
            }
            """ },
        { "Contract_of_several_namespaces", """
            namespace Acme.Home.Heating
            {
                [ModeEvent("temperature")]
                public partial record Temperature(double Celsius);
            }

            namespace Acme.Home.Security
            {
                [ModeCommand("lock")]
                public partial record Lock;
            }
            """ },
        { "Event_and_command_in_one_type", """
            namespace Acme;

            [ModeEvent("echo"), ModeCommand("echo")]
            public partial record Echo(string Text);
            """ },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Generated_code_is_as_reviewed(string name, string source)
    {
        IEnumerable<string> files = Generation.RunClean(Generation.Usings + source)
            .Where(IsApi)
            .OrderBy(file => file.HintName, StringComparer.Ordinal)
            .Select(file => $"// ==== {file.HintName}\n{file.SourceText}");
        string version = typeof(ModeGenerator).Assembly.GetName().Version!.ToString();
        Snapshot.Match(string.Join("\n", files).Replace(version, "VERSION", StringComparison.Ordinal), name);
    }

    internal static bool IsApi(GeneratedSourceResult file) =>
        !file.HintName.Contains("Codec", StringComparison.Ordinal)
        && !file.HintName.Contains("JsonContext", StringComparison.Ordinal);
}
