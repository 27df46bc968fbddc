using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Collections that are JSON objects, with keys of every kind.</summary>
public static partial class Dictionaries
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, DictionariesOracle.Default)
    {
        static d => new Plain(d.Forced(d.Map(d.Text, d.Int32)), d.OrNull(() => d.Map(d.Name, () => d.OrNull(d.Text))), d.Map(d.Text, () => d.OrNone(d.Double))),
        static d => new Interfaces(d.Map(d.Name, d.Int32), d.Map(d.Name, d.Int32)),
        static d => new Sorted(new(d.Map(d.Name, d.Int32)), new(d.Map(d.Int32, d.Int32))),
        static d => new Concurrents(new(d.Map(d.Name, d.Int32))),
        static d => new Immutables(d.Map(d.Name, d.Int32).ToImmutableDictionary(), d.Map(d.Name, d.Int32).ToImmutableSortedDictionary(), d.Map(d.Name, d.Int32).ToImmutableDictionary()),
        static d => new Own { A = Names.Of(d.Map(d.Name, d.Int32)) },
        static d => new Nested(d.Map(d.Name, () => d.Map(d.Int32, () => d.List(d.Text)))),
        static d => new OfObjects(d.Map(d.Name, () => new Item(d.Int32())), d.Map(d.Name, () => d.OrNull(() => new Item(2)))),
        static d => new OfElements(d.Map(d.Name, d.Element), d.Map(d.Name, () => d.OrNull(() => d.Node()!))),
        static d => new SmallKeys { SByte = d.Map(d.SByte, d.Int32), Byte = d.Map(d.Byte, d.Int32), Int16 = d.Map(d.Int16, d.Int32), UInt16 = d.Map(d.UInt16, d.Int32) },
        static d => new IntegerKeys { Int32 = d.Map(d.Int32, d.Int32), UInt32 = d.Map(d.UInt32, d.Int32), Int64 = d.Map(d.Int64, d.Int32), UInt64 = d.Map(d.UInt64, d.Int32) },
        static d => new WideKeys { Int128 = d.Map(d.Int128, d.Int32), UInt128 = d.Map(d.UInt128, d.Int32) },
        static d => new RealKeys { Double = d.Map(d.Double, d.Int32), Single = d.Map(d.Single, d.Int32), Half = d.Map(d.Half, d.Int32), Decimal = d.Map(d.Decimal, d.Int32) },
        static d => new LetterKeys { Boolean = d.Map(d.Boolean, d.Int32), Char = d.Map(d.Char, d.Int32) },
        static d => new TimeKeys
        {
            DateTime = d.Map(d.DateTime, d.Int32), DateTimeOffset = d.Map(d.DateTimeOffset, d.Int32), DateOnly = d.Map(d.DateOnly, d.Int32),
            TimeOnly = d.Map(d.TimeOnly, d.Int32), TimeSpan = d.Map(d.TimeSpan, d.Int32),
        },
        static d => new OtherKeys { Guid = d.Map(d.Guid, d.Int32), Uri = d.Map(d.Uri, d.Int32), Version = d.Map(d.Version, d.Int32) },
        static d => new EnumKeys { Day = d.Map(d.Enum<DayOfWeek>, d.Text), Flags = d.Map(d.Enum<Enums.Bits>, d.Int32) },
        static d => new Initialized { A = d.Map(d.Name, d.Int32) },
    };

    public record Item(int Number);

    public class Names : Dictionary<string, int>
    {
        public int LeftOut { get; set; } = 3;

        public static Names Of(Dictionary<string, int> entries)
        {
            var names = new Names();
            foreach (KeyValuePair<string, int> entry in entries) names.Add(entry.Key, entry.Value);
            return names;
        }
    }

    [ModeCommand("plain")]
    public partial record Plain(Dictionary<string, int> A, Dictionary<string, string?>? B, Dictionary<string, double?> C);

    [ModeCommand("interfaces")]
    public partial record Interfaces(IDictionary<string, int> A, IReadOnlyDictionary<string, int> B);

    [ModeCommand("sorted")]
    public partial record Sorted(SortedDictionary<string, int> A, SortedList<int, int> B);

    [ModeCommand("concurrents")]
    public partial record Concurrents(ConcurrentDictionary<string, int> A);

    [ModeCommand("immutables")]
    public partial record Immutables(ImmutableDictionary<string, int> A, ImmutableSortedDictionary<string, int> B, IImmutableDictionary<string, int> C);

    [ModeCommand("own")]
    public partial class Own
    {
        public Names? A { get; set; }
    }

    [ModeCommand("nested")]
    public partial record Nested(Dictionary<string, Dictionary<int, List<string>>> A);

    [ModeCommand("ofObjects")]
    public partial record OfObjects(Dictionary<string, Item> A, IReadOnlyDictionary<string, Item?> B);

    [ModeCommand("ofElements")]
    public partial record OfElements(Dictionary<string, JsonElement> A, Dictionary<string, System.Text.Json.Nodes.JsonNode?> B);

    [ModeCommand("smallKeys")]
    public partial class SmallKeys
    {
        public Dictionary<sbyte, int>? SByte { get; set; }
        public Dictionary<byte, int>? Byte { get; set; }
        public Dictionary<short, int>? Int16 { get; set; }
        public Dictionary<ushort, int>? UInt16 { get; set; }
    }

    [ModeCommand("integerKeys")]
    public partial class IntegerKeys
    {
        public Dictionary<int, int>? Int32 { get; set; }
        public Dictionary<uint, int>? UInt32 { get; set; }
        public Dictionary<long, int>? Int64 { get; set; }
        public Dictionary<ulong, int>? UInt64 { get; set; }
    }

    [ModeCommand("wideKeys")]
    public partial class WideKeys
    {
        public Dictionary<Int128, int>? Int128 { get; set; }
        public Dictionary<UInt128, int>? UInt128 { get; set; }
    }

    [ModeCommand("realKeys")]
    public partial class RealKeys
    {
        public Dictionary<double, int>? Double { get; set; }
        public Dictionary<float, int>? Single { get; set; }
        public Dictionary<Half, int>? Half { get; set; }
        public Dictionary<decimal, int>? Decimal { get; set; }
    }

    [ModeCommand("letterKeys")]
    public partial class LetterKeys
    {
        public Dictionary<bool, int>? Boolean { get; set; }
        public Dictionary<char, int>? Char { get; set; }
    }

    [ModeCommand("timeKeys")]
    public partial class TimeKeys
    {
        public Dictionary<DateTime, int>? DateTime { get; set; }
        public Dictionary<DateTimeOffset, int>? DateTimeOffset { get; set; }
        public Dictionary<DateOnly, int>? DateOnly { get; set; }
        public Dictionary<TimeOnly, int>? TimeOnly { get; set; }
        public Dictionary<TimeSpan, int>? TimeSpan { get; set; }
    }

    [ModeCommand("otherKeys")]
    public partial class OtherKeys
    {
        public Dictionary<Guid, int>? Guid { get; set; }
        public Dictionary<Uri, int>? Uri { get; set; }
        public Dictionary<Version, int>? Version { get; set; }
    }

    [ModeCommand("enumKeys")]
    public partial class EnumKeys
    {
        public Dictionary<DayOfWeek, string>? Day { get; set; }
        public ImmutableSortedDictionary<Enums.Bits, int>? Sorted { get; set; }
        public Dictionary<Enums.Bits, int>? Flags { get; set; }
    }

    [ModeCommand("initialized")]
    public partial class Initialized
    {
        public Dictionary<string, int> A { get; set; } = new() { ["kept"] = 1 };
        public Dictionary<string, int> ReadOnly { get; } = new() { ["fixed"] = 2 };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Dictionaries.Plain)), JsonSerializable(typeof(Dictionaries.Interfaces)), JsonSerializable(typeof(Dictionaries.Sorted)), JsonSerializable(typeof(Dictionaries.Concurrents))]
[JsonSerializable(typeof(Dictionaries.Immutables)), JsonSerializable(typeof(Dictionaries.Own)), JsonSerializable(typeof(Dictionaries.Nested)), JsonSerializable(typeof(Dictionaries.OfObjects))]
[JsonSerializable(typeof(Dictionaries.OfElements)), JsonSerializable(typeof(Dictionaries.SmallKeys)), JsonSerializable(typeof(Dictionaries.IntegerKeys)), JsonSerializable(typeof(Dictionaries.WideKeys))]
[JsonSerializable(typeof(Dictionaries.RealKeys)), JsonSerializable(typeof(Dictionaries.LetterKeys)), JsonSerializable(typeof(Dictionaries.TimeKeys)), JsonSerializable(typeof(Dictionaries.OtherKeys))]
[JsonSerializable(typeof(Dictionaries.EnumKeys)), JsonSerializable(typeof(Dictionaries.Initialized))]
internal sealed partial class DictionariesOracle : JsonSerializerContext;
