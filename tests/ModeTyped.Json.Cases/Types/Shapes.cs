using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Structs, generic instances, types that contain themselves, and what these are together.</summary>
public static partial class Shapes
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, ShapesOracle.Default)
    {
        static d => new Struct { A = d.Int32(), B = d.OrNull(d.Text) },
        static d => new RecordStruct(d.Int32(), d.Text(), d.OrNone(d.Int32)),
        static d => new ReadOnlyStruct(d.Int32(), d.Forced(d.Text())),
        static d => new StructMembers { Point = new(d.Int32(), d.Int32()), Maybe = d.OrNone(() => new Point(1, d.Int32())), Many = d.List(() => d.OrNone(() => new Point(d.Int32(), 2))) },
        static d => new StructConstructors(new(d.Int32()), d.OrNone(() => new Annotated(d.Int32()))),
        static d => new StructRequired { Value = new() { A = d.Int32(), B = d.Text() }, Maybe = d.OrNone(() => new Demanding { A = 1, B = d.Text() }) },
        static d => new Pairs(new(d.Text(), d.Int32()), d.OrNone(() => new KeyValuePair<int, string?>(d.Int32(), d.OrNull(d.Text))), d.List(() => new KeyValuePair<string, double>(d.Name(), d.Double()))),
        static d => new Tuples(Tuple.Create(d.Int32(), d.OrNull(d.Text)), d.OrNull(() => Tuple.Create(d.Int32(), d.Boolean(), d.Double()))),
        static d => new Generics(new Box<int>(d.Int32()), new Box<string>(d.Text()), d.OrNull(() => new Box<Box<double?>>(new(d.OrNone(d.Double))))),
        static d => new GenericNullability(new Holder<string> { Value = d.OrNull(d.Text)!, Maybe = d.OrNull(d.Text) }, new Holder<string?> { Value = d.OrNull(d.Text), Maybe = null }),
        static d => new GenericStructs(new Cell<int> { Value = d.Int32() }, d.OrNone(() => new Cell<string> { Value = d.Text() }), d.Array(() => new Cell<Point> { Value = new(d.Int32(), 0) })),
        static d => new GenericRequired(new Must<int> { Value = d.Int32(), Other = d.OrNull(d.Text) }, new Must<List<int>> { Value = d.List(d.Int32), Other = null }),
        { static d => new GenericInit(new Kept<int> { Value = d.Int32() }, new Kept<string> { Value = d.OrNull(d.Text), Text = d.Text() }), "It loses initializers." },
        static d => new GenericCollections(new Page<Point>(d.List(() => new Point(d.Int32(), d.Int32())), d.Int32()), d.Map(d.Name, () => new Page<int>(d.List(d.Int32), 0))),
        static d => new Tree(d.Int32(), d.List(() => d.Deeper(() => new Tree(d.Int32(), [], null))), d.Deeper(() => new Tree(1, [], null))),
        Chain,
        static d => new Mutual { Left = d.Deeper(() => new Left { Right = d.Deeper(() => new Right { Left = new() { Number = d.Int32() }, Map = d.OrNull(() => d.Map(d.Name, () => new Left())) }) }) },
        static d => new GenericTree(new(d.Int32()) { Next = d.Deeper(() => new Linked<int>(d.Int32())), Map = d.OrNull(() => d.Map(d.Name, () => new Linked<int>(d.Int32()))) }, d.Deeper(() => new Linked<string>(d.Text()))),
        static d => new Everything
        {
            Must = d.Text(), Number = d.Int32(), Sensors = d.List(() => new Sensor(d.Text(), d.OrNone(d.Double))), Map = d.Map(d.Text, () => d.Array(d.Int32)), Id = d.Guid(), At = d.DateTimeOffset(),
            Day = d.Enum<DayOfWeek>(), Flags = d.OrNone(d.Enum<Enums.Bits>), Span = d.TimeSpan(), Blob = d.OrNull(d.Bytes), Inner = d.Deeper(() => new Everything { Must = d.Text() }),
        },
    };

    private static Recursive Chain(Draw d) => new() { Value = d.Int32(), Next = d.Deeper(() => Chain(d)), Children = d.OrNull(() => d.List(() => d.Deeper(() => Chain(d)))) };

    [ModeCommand("struct")]
    public partial struct Struct
    {
        public Struct()
        {
        }

        public int A { get; set; } = 3;
        public string? B { get; set; } = "b";
    }

    [ModeCommand("recordStruct")]
    public partial record struct RecordStruct(int A, string B, int? C = 4);

    [ModeCommand("readOnlyStruct")]
    public readonly partial struct ReadOnlyStruct
    {
        [JsonConstructor]
        public ReadOnlyStruct(int a, string b) => (A, B) = (a, b);

        public int A { get; }
        public string B { get; }
    }

    public readonly record struct Point(int X, int Y);

    [ModeCommand("structMembers")]
    public partial class StructMembers
    {
        public Point Point { get; set; }
        public Point? Maybe { get; set; }
        public List<Point?> Many { get; set; } = [];
    }

    public struct Plain(int value)
    {
        public int Value { get; set; } = value;
    }

    [method: JsonConstructor]
    public readonly struct Annotated(int value)
    {
        public int Value { get; } = value;
    }

    [ModeCommand("structConstructors")]
    public partial record StructConstructors(Plain A, Annotated? B);

    public struct Demanding
    {
        public required int A { get; set; }
        public required string B { get; init; }
    }

    [ModeCommand("structRequired")]
    public partial class StructRequired
    {
        public Demanding Value { get; set; }
        public Demanding? Maybe { get; set; }
    }

    [ModeCommand("pairs")]
    public partial record Pairs(KeyValuePair<string, int> A, KeyValuePair<int, string?>? B, List<KeyValuePair<string, double>> C);

    [ModeCommand("tuples")]
    public partial record Tuples(Tuple<int, string?> A, Tuple<int, bool, double>? B);

    public record Box<T>(T Value);

    [ModeCommand("generics")]
    public partial record Generics(Box<int> A, Box<string> B, Box<Box<double?>>? C);

    public class Holder<T>
    {
        public T Value { get; set; } = default!;
        public T? Maybe { get; set; }
    }

    [ModeCommand("genericNullability")]
    public partial record GenericNullability(Holder<string> A, Holder<string?> B);

    public struct Cell<T>
    {
        public T Value { get; set; }
    }

    [ModeCommand("genericStructs")]
    public partial record GenericStructs(Cell<int> A, Cell<string>? B, Cell<Point>[] C);

    public class Must<T>
    {
        public required T Value { get; init; }
        public required string? Other { get; set; }
    }

    [ModeCommand("genericRequired")]
    public partial record GenericRequired(Must<int> A, Must<List<int>> B);

    public class Kept<T>
    {
        public T? Value { get; init; }
        public string Text { get; init; } = "kept";
        public int Number { get; set; } = 4;
    }

    [ModeCommand("genericInit")]
    public partial record GenericInit(Kept<int> A, Kept<string> B);

    public record Page<T>(IReadOnlyList<T> Items, int Total);

    [ModeCommand("genericCollections")]
    public partial record GenericCollections(Page<Point> A, Dictionary<string, Page<int>> B);

    [ModeCommand("tree")]
    public partial record Tree(int Value, List<Tree?> Children, Tree? Next);

    [ModeCommand("recursive")]
    public partial class Recursive
    {
        public int Value { get; set; }
        public Recursive? Next { get; set; }
        public List<Recursive?>? Children { get; set; }
    }

    public class Left
    {
        public int Number { get; set; }
        public Right? Right { get; set; }
    }

    public class Right
    {
        public Left? Left { get; set; }
        public Dictionary<string, Left>? Map { get; set; }
    }

    [ModeCommand("mutual")]
    public partial class Mutual
    {
        public Left? Left { get; set; }
    }

    public record Linked<T>(T Value)
    {
        public Linked<T>? Next { get; set; }
        public Dictionary<string, Linked<T>>? Map { get; set; }
    }

    [ModeCommand("genericTree")]
    public partial record GenericTree(Linked<int> A, Linked<string>? B);

    public record Sensor(string Id, double? Value);

    [ModeCommand("everything")]
    public partial class Everything
    {
        public required string Must { get; init; }
        public int Number { get; set; }
        public List<Sensor> Sensors { get; set; } = [];
        public Dictionary<string, int[]> Map { get; set; } = [];
        public Guid Id { get; set; }
        public DateTimeOffset At { get; set; }
        public DayOfWeek Day { get; set; }
        public Enums.Bits? Flags { get; set; }
        public TimeSpan Span { get; set; }
        public byte[]? Blob { get; set; }
        public Everything? Inner { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Shapes.Struct)), JsonSerializable(typeof(Shapes.RecordStruct)), JsonSerializable(typeof(Shapes.ReadOnlyStruct)), JsonSerializable(typeof(Shapes.StructMembers))]
[JsonSerializable(typeof(Shapes.StructConstructors)), JsonSerializable(typeof(Shapes.StructRequired)), JsonSerializable(typeof(Shapes.Pairs)), JsonSerializable(typeof(Shapes.Tuples))]
[JsonSerializable(typeof(Shapes.Generics)), JsonSerializable(typeof(Shapes.GenericNullability)), JsonSerializable(typeof(Shapes.GenericStructs)), JsonSerializable(typeof(Shapes.GenericRequired))]
[JsonSerializable(typeof(Shapes.GenericCollections)), JsonSerializable(typeof(Shapes.Tree)), JsonSerializable(typeof(Shapes.Recursive)), JsonSerializable(typeof(Shapes.Mutual))]
[JsonSerializable(typeof(Shapes.GenericTree)), JsonSerializable(typeof(Shapes.Everything), GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ShapesOracle : JsonSerializerContext;
