using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>The types that members may have.</summary>
public partial class TypeTests
{
    [ModeEvent("scalars")]
    public partial record Scalars(
        bool Boolean, sbyte SByte, byte Byte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64,
        Int128 Int128, UInt128 UInt128, Half Half, float Single, double Double, decimal Decimal, char Char, string String,
        Guid Guid, DateTime DateTime, DateTimeOffset DateTimeOffset, DateOnly DateOnly, TimeOnly TimeOnly, TimeSpan TimeSpan,
        Uri Uri, Version Version, byte[] Bytes, Memory<byte> Memory, ReadOnlyMemory<byte> ReadOnlyMemory);

    [ModeEvent("documents")]
    public partial record Documents(
        JsonElement Element, JsonElement? MaybeElement, JsonNode? Node, JsonObject? Object, JsonArray? Array, JsonValue? Value, JsonDocument? Document);

    public class Readings : List<double>
    {
        public int LeftOut { get; set; }
    }

    public class Names : Dictionary<string, int>;

    [ModeEvent("lists")]
    public partial class Lists
    {
        public int[]? Array { get; set; }
        public int[][]? Jagged { get; set; }
        public List<string?>? List { get; set; }
        public IList<int>? IList { get; set; }
        public ICollection<int>? ICollection { get; set; }
        public IEnumerable<int>? IEnumerable { get; set; }
        public IReadOnlyList<int>? IReadOnlyList { get; set; }
        public IReadOnlyCollection<int>? IReadOnlyCollection { get; set; }
        public HashSet<int>? HashSet { get; set; }
        public ISet<int>? ISet { get; set; }
        public SortedSet<int>? SortedSet { get; set; }
        public LinkedList<int>? LinkedList { get; set; }
        public Queue<int>? Queue { get; set; }
        public Stack<int>? Stack { get; set; }
        public ConcurrentQueue<int>? ConcurrentQueue { get; set; }
        public ConcurrentStack<int>? ConcurrentStack { get; set; }
        public Collection<int>? Collection { get; set; }
        public ObservableCollection<int>? ObservableCollection { get; set; }
        public ImmutableArray<int>? ImmutableArray { get; set; }
        public ImmutableList<int>? ImmutableList { get; set; }
        public IImmutableList<int>? IImmutableList { get; set; }
        public ImmutableQueue<int>? ImmutableQueue { get; set; }
        public IImmutableQueue<int>? IImmutableQueue { get; set; }
        public ImmutableStack<int>? ImmutableStack { get; set; }
        public IImmutableStack<int>? IImmutableStack { get; set; }
        public ImmutableHashSet<int>? ImmutableHashSet { get; set; }
        public IImmutableSet<int>? IImmutableSet { get; set; }
        public ImmutableSortedSet<int>? ImmutableSortedSet { get; set; }
        public Memory<int> Memory { get; set; }
        public ReadOnlyMemory<int>? ReadOnlyMemory { get; set; }
        public Readings? Readings { get; set; }
        public List<List<DayOfWeek?>>? Nested { get; set; }
    }

    [ModeEvent("maps")]
    public partial class Maps
    {
        public Dictionary<string, int?>? Dictionary { get; set; }
        public IDictionary<string, int>? IDictionary { get; set; }
        public IReadOnlyDictionary<string, int>? IReadOnlyDictionary { get; set; }
        public SortedDictionary<string, int>? SortedDictionary { get; set; }
        public SortedList<string, int>? SortedList { get; set; }
        public ConcurrentDictionary<string, int>? ConcurrentDictionary { get; set; }
        public ImmutableDictionary<string, int>? ImmutableDictionary { get; set; }
        public IImmutableDictionary<string, int>? IImmutableDictionary { get; set; }
        public ImmutableSortedDictionary<string, int>? ImmutableSortedDictionary { get; set; }
        public Names? Names { get; set; }
        public Dictionary<string, Dictionary<string, List<int>>>? Nested { get; set; }
    }

    [ModeEvent("keys")]
    public partial class Keys
    {
        public Dictionary<bool, int>? Boolean { get; set; }
        public Dictionary<byte, int>? Byte { get; set; }
        public Dictionary<sbyte, int>? SByte { get; set; }
        public Dictionary<int, int>? Int32 { get; set; }
        public Dictionary<ulong, int>? UInt64 { get; set; }
        public Dictionary<Int128, int>? Int128 { get; set; }
        public Dictionary<double, int>? Double { get; set; }
        public Dictionary<float, int>? Single { get; set; }
        public Dictionary<Half, int>? Half { get; set; }
        public Dictionary<decimal, int>? Decimal { get; set; }
        public Dictionary<char, int>? Char { get; set; }
        public Dictionary<Guid, int>? Guid { get; set; }
        public Dictionary<DateTime, int>? DateTime { get; set; }
        public Dictionary<DateTimeOffset, int>? DateTimeOffset { get; set; }
        public Dictionary<DateOnly, int>? DateOnly { get; set; }
        public Dictionary<TimeOnly, int>? TimeOnly { get; set; }
        public Dictionary<TimeSpan, int>? TimeSpan { get; set; }
        public Dictionary<Uri, int>? Uri { get; set; }
        public Dictionary<Version, int>? Version { get; set; }
        public Dictionary<DayOfWeek, int>? Enum { get; set; }
        public Dictionary<Bits, int>? Flags { get; set; }
        public ImmutableSortedDictionary<int, string>? Sorted { get; set; }
    }

    public enum Form
    {
        [JsonStringEnumMemberName("the zero")] Zero,
        One,
    }

    public class Snake() : JsonStringEnumConverter<Form>(JsonNamingPolicy.SnakeCaseUpper);

    [ModeEvent("enums")]
    public partial class Enums
    {
        public Form Default { get; set; } = Form.One;

        [JsonConverter(typeof(JsonNumberEnumConverter<Form>))] public Form Number { get; set; } = Form.One;

        [JsonConverter(typeof(JsonNumberEnumConverter<Form>))] public Form? MaybeNumber { get; set; }

        [JsonConverter(typeof(JsonStringEnumConverter<Form>))] public Form Text { get; set; }

        [JsonConverter(typeof(Snake))] public Form Custom { get; set; } = Form.One;
    }

    [ModeEvent("handled"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public partial class Handled
    {
        public int Int32 { get; set; }

        public ulong? UInt64 { get; set; }

        [JsonNumberHandling(JsonNumberHandling.Strict)] public int Strict { get; set; }

        [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public decimal Decimal { get; set; } = 1.50m;

        [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] public double Named { get; set; } = double.NaN;

        [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] public List<float?> List { get; set; } = [1.5f, null, float.NegativeInfinity];

        [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public Dictionary<string, int> Map { get; set; } = new() { ["a"] = 1 };

        public int[] Array { get; set; } = [1];

        public List<int[]> Nested { get; set; } = [[1]];

        public Half Half { get; set; }

        public Int128 Int128 { get; set; }
    }

    [Fact]
    public void Scalars_are_alike()
    {
        Reference.Same(JsonContext.Default.Scalars, new Scalars(
            true, sbyte.MinValue, byte.MaxValue, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue,
            Int128.MinValue, UInt128.MaxValue, Half.Epsilon, float.MinValue, double.Epsilon, 1.000m, 'é', "\u0001\ud83d\ude00<",
            Guid.NewGuid(), DateTime.MaxValue, DateTimeOffset.MinValue, DateOnly.MaxValue, TimeOnly.MaxValue, TimeSpan.MinValue,
            new Uri("../é?x=1&y", UriKind.Relative), new Version(1, 2, 3, 4), [1, 2, 3], new byte[] { 4 }, ReadOnlyMemory<byte>.Empty));
    }

    [Fact]
    public void Documents_are_alike()
    {
        const string Json = """{"element":{"a":[1.0,"\u00e9",null]},"node":{"x":1e2},"object":{"y":{}},"array":[1,[2]],"value":"v","document":[true]}""";
        Reference.SameRead(JsonContext.Default.Documents, Json);
        Reference.SameRead(JsonContext.Default.Documents, """{"element":null,"maybeElement":null,"node":null,"object":null,"array":null,"value":null,"document":null}""");
        Reference.SameRead(JsonContext.Default.Documents, """{"element":1,"maybeElement":[],"node":2,"object":[],"array":null,"value":null,"document":null}""");
        Documents value = JsonSerializer.Deserialize<Documents>(Json.Replace("\"object\"", "\"maybeElement\":3,\"object\"", StringComparison.Ordinal), Reference.Options)!;
        Reference.Same(JsonContext.Default.Documents, value);
        Assert.Equal(JsonSerializer.Serialize(value, Reference.Options), Reference.Data(value));
    }

    [Fact]
    public void Lists_are_alike()
    {
        int[] items = [3, 1, 2];
        var value = new Lists
        {
            Array = items,
            Jagged = [[1], [], [2, 3]],
            List = ["a", null],
            IList = items,
            ICollection = items,
            IEnumerable = items.Where(i => i > 1),
            IReadOnlyList = items,
            IReadOnlyCollection = items,
            HashSet = [.. items],
            ISet = new HashSet<int>(items),
            SortedSet = [.. items],
            LinkedList = new(items),
            Queue = new(items),
            Stack = new(items),
            ConcurrentQueue = new(items),
            ConcurrentStack = new(items),
            Collection = [.. items],
            ObservableCollection = [.. items],
            ImmutableArray = [.. items],
            ImmutableList = [.. items],
            IImmutableList = [.. items],
            ImmutableQueue = [.. items],
            IImmutableQueue = [.. items],
            ImmutableStack = [.. items],
            IImmutableStack = [.. items],
            ImmutableHashSet = [.. items],
            IImmutableSet = [.. items],
            ImmutableSortedSet = [.. items],
            Memory = items,
            ReadOnlyMemory = items,
            Readings = [1.5],
            Nested = [[DayOfWeek.Monday, null], []],
        };
        Reference.Same(JsonContext.Default.Lists, value);
        Reference.Same(JsonContext.Default.Lists, new Lists());
        Assert.Equal(JsonSerializer.Serialize(value, Reference.Options), Reference.Data(value));
        Lists read = JsonSerializer.Deserialize(JsonSerializer.Serialize(value, Reference.Options), JsonContext.Default.Lists)!;
        Lists expected = JsonSerializer.Deserialize<Lists>(JsonSerializer.Serialize(value, Reference.Options), Reference.Options)!;
        foreach (System.Reflection.PropertyInfo property in typeof(Lists).GetProperties())
            Assert.Equal(property.GetValue(expected)!.GetType(), property.GetValue(read)!.GetType());
    }

    [Fact]
    public void A_default_immutable_array_is_refused() =>
        Assert.Throws<ModePayloadException>(() => Reference.Data(new Lists { ImmutableArray = default(ImmutableArray<int>) }));

    [Fact]
    public void Maps_are_alike()
    {
        Reference.Same(JsonContext.Default.Maps, new Maps());
        var items = new Dictionary<string, int> { ["b"] = 1, ["A\u00e9\""] = 2, [""] = 3 };
        Reference.Same(JsonContext.Default.Maps, new Maps
        {
            Dictionary = new() { ["x"] = null, ["y"] = 1 },
            IDictionary = items,
            IReadOnlyDictionary = items,
            SortedDictionary = new(items),
            SortedList = new(items),
            ConcurrentDictionary = new(items),
            ImmutableDictionary = items.ToImmutableDictionary(),
            IImmutableDictionary = items.ToImmutableDictionary(),
            ImmutableSortedDictionary = items.ToImmutableSortedDictionary(),
            Names = new() { ["n"] = 1 },
            Nested = new() { ["a"] = new() { ["b"] = [1, 2] } },
        });
        Reference.SameRead(JsonContext.Default.Maps, """{"dictionary":{"a":1,"a":2,"\u0061":3},"sortedList":{"a":1,"a":2},"names":{"a":1,"a":2},"immutableDictionary":{"a":1,"a":2}}""");
    }

    [Fact]
    public void Keys_are_alike()
    {
        Reference.Same(JsonContext.Default.Keys, new Keys
        {
            Boolean = new() { [true] = 1, [false] = 2 },
            Byte = new() { [255] = 1 },
            SByte = new() { [-1] = 1 },
            Int32 = new() { [-5] = 1, [0] = 2 },
            UInt64 = new() { [ulong.MaxValue] = 1 },
            Int128 = new() { [Int128.MinValue] = 1 },
            Double = new() { [1.5e300] = 1 },
            Single = new() { [0.1f] = 1 },
            Half = new() { [(Half)1.5] = 1 },
            Decimal = new() { [1.50m] = 1 },
            Char = new() { ['é'] = 1 },
            Guid = new() { [System.Guid.NewGuid()] = 1 },
            DateTime = new() { [System.DateTime.UnixEpoch] = 1 },
            DateTimeOffset = new() { [System.DateTimeOffset.MaxValue] = 1 },
            DateOnly = new() { [System.DateOnly.MinValue] = 1 },
            TimeOnly = new() { [System.TimeOnly.MaxValue] = 1 },
            TimeSpan = new() { [System.TimeSpan.MinValue] = 1 },
            Uri = new() { [new("http://x/ü")] = 1 },
            Version = new() { [new(1, 2)] = 1 },
            Enum = new() { [DayOfWeek.Friday] = 1, [(DayOfWeek)9] = 2 },
            Flags = new() { [Bits.A | Bits.C] = 1, [(Bits)64] = 2 },
            Sorted = ImmutableSortedDictionary<int, string>.Empty.Add(2, "b").Add(1, "a"),
        });
    }

    [Theory]
    [InlineData("""{"boolean":{"true":1,"FALSE":2}}""")]
    [InlineData("""{"boolean":{"yes":1}}""")]
    [InlineData("""{"int32":{"+5":1,"\u0036":2}}""")]
    [InlineData("""{"int32":{" 5":1}}""")]
    [InlineData("""{"int32":{"5.0":1}}""")]
    [InlineData("""{"byte":{"256":1}}""")]
    [InlineData("""{"double":{"-0.5e-3":1,"1e3":2}}""")]
    [InlineData("""{"double":{"x":1}}""")]
    [InlineData("""{"char":{"ab":1}}""")]
    [InlineData("""{"guid":{"":1}}""")]
    [InlineData("""{"dateOnly":{"2020-01-01T00:00":1}}""")]
    [InlineData("""{"enum":{"FRIDAY":1,"7":2,"9":3}}""")]
    [InlineData("""{"enum":{"Never":1}}""")]
    [InlineData("""{"flags":{"A, c":1}}""")]
    public void Keys_are_read_alike(string json) => Reference.SameRead(JsonContext.Default.Keys, json);

    [Fact]
    public void Enums_take_their_form_from_the_member()
    {
        Reference.Same(JsonContext.Default.Enums, new Enums());
        Reference.Same(JsonContext.Default.Enums, new Enums { MaybeNumber = Form.Zero, Custom = (Form)9 });
        Reference.SameRead(JsonContext.Default.Enums, """{"number":"One"}""");
        Reference.SameRead(JsonContext.Default.Enums, """{"default":1,"text":"the zero","custom":"ONE"}""");
    }

    [Theory]
    [InlineData("""{"int32":"5","uInt64":"7","array":["1",2],"list":["1.5",2,"NaN",null],"half":"1.5","int128":"-3"}""")]
    [InlineData("""{"strict":"5"}""")]
    [InlineData("""{"nested":[["1"]]}""")]
    [InlineData("""{"decimal":"1.5"}""")]
    [InlineData("""{"named":"Infinity"}""")]
    [InlineData("""{"named":"1"}""")]
    [InlineData("""{"int32":"5.0"}""")]
    [InlineData("""{"int32":" 5"}""")]
    [InlineData("""{"uInt64":null,"int32":"\u0031"}""")]
    [InlineData("""{"half":" 1,000 "}""")]
    [InlineData("""{"int128":" 1 "}""")]
    public void Numbers_in_strings_are_read_alike(string json) => Reference.SameRead(JsonContext.Default.Handled, json);

    [Fact]
    public void Numbers_in_strings_are_written_alike() => Reference.Same(JsonContext.Default.Handled, new Handled { UInt64 = 5 });
}
