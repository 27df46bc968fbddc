using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Types with derived types that are told apart by a discriminator.</summary>
public static partial class Derived
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, DerivedOracle.Default)
    {
        static d => new Abstract(AnyShape(d), d.OrNull(() => AnyShape(d)), d.List(() => d.OrNull(() => AnyShape(d)))),
        static d => new Concrete(d.Of<Func<Animal>>(() => new Animal(d.Text()), () => new Dog(d.Text(), d.Boolean()))()),
        static d => new Fallback { Values = d.List(() => d.Of<Func<Vehicle>>(() => new Vehicle(), () => new Car { Doors = d.Int32() }, () => new Limousine { Doors = 6 }, () => new Boat())()) },
        static d => new Ignoring(d.List(() => d.Of<Func<Message>>(() => new Message(d.Int32()), () => new Note(d.Int32(), d.Text()))())),
        static d => new NamedProperty(d.Of<Func<Sign>>(() => new Stop { A = d.Int32() }, () => new Go { A = 1, B = d.Int32() })()),
        static d => new Interfaces { Value = d.OrNull<IReading>(() => d.Of<Func<IReading>>(() => new First { Value = d.Int32() }, () => new Second { Value = 2, Text = d.OrNull(d.Text) }, () => new Third(d.Int32()))()) },
        static d => new BothWays { Circle = new() { Radius = d.Double() }, Shape = new Circle { Radius = d.Double(), Id = d.Int32() } },
        static d => new Recursive(Expression(d)),
        static d => new InDictionary(d.Map(d.Name, () => AnyShape(d))),
        static d => new Generic(d.Of<Func<Option<int>>>(() => new Some<int>(d.Int32()), () => new None<int>())()),
        static d => new RequiredDerived(new Strict { Number = d.Int32(), Text = d.Text(), Maybe = d.OrNull(d.Text) }),
        static d => new EscapedDiscriminators(d.Of<Func<Odd>>(() => new OddOne(d.Int32()), () => new OddTwo(d.Int32()))()),
    };

    private static Shape AnyShape(Draw d) => d.Of<Func<Shape>>(
        () => new Circle { Id = d.Int32(), Radius = d.Double() }, () => new Square { Id = 2, Side = d.Double() }, () => new Nameless { Id = d.Int32() })();

    private static Node Expression(Draw d) => d.Deeper(() => new Sum(Expression(d), Expression(d))) ?? (Node)new Leaf(d.Int32());

    [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), 4), JsonDerivedType(typeof(Nameless))]
    public abstract class Shape
    {
        public int Id { get; set; }
    }

    public class Circle : Shape
    {
        public required double Radius { get; init; }
    }

    public class Square : Shape
    {
        [JsonPropertyOrder(-1)] public double Side { get; set; }
    }

    public class Nameless : Shape;

    [ModeCommand("abstract")]
    public partial record Abstract(Shape A, Shape? B, List<Shape?> C);

    [JsonDerivedType(typeof(Animal), "animal"), JsonDerivedType(typeof(Dog), "dog")]
    public record Animal(string Name);

    public record Dog(string Name, bool Barks) : Animal(Name);

    [ModeCommand("concrete")]
    public partial record Concrete(Animal A);

    [JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
    [JsonDerivedType(typeof(Car), "car")]
    public class Vehicle
    {
        public int Id { get; set; } = 1;
    }

    public class Car : Vehicle
    {
        public int Doors { get; set; }
    }

    public class Limousine : Car
    {
        public int Bars { get; set; } = 1;
    }

    public class Boat : Vehicle
    {
        public int Sails { get; set; } = 2;
    }

    [ModeCommand("fallback")]
    public partial class Fallback
    {
        public List<Vehicle> Values { get; set; } = [];
    }

    [JsonPolymorphic(IgnoreUnrecognizedTypeDiscriminators = true)]
    [JsonDerivedType(typeof(Note), "note")]
    public record Message(int Id);

    public record Note(int Id, string Text) : Message(Id);

    [ModeCommand("ignoring")]
    public partial record Ignoring(List<Message> A);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind é")]
    [JsonDerivedType(typeof(Stop), "stop"), JsonDerivedType(typeof(Go), -7)]
    public abstract class Sign
    {
        public int A { get; set; }
    }

    public class Stop : Sign;

    public class Go : Sign
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int B { get; set; }
    }

    [ModeCommand("namedProperty")]
    public partial record NamedProperty(Sign A);

    [JsonDerivedType(typeof(First), "first"), JsonDerivedType(typeof(Second), "second"), JsonDerivedType(typeof(Third), "third")]
    public interface IReading
    {
        int Value { get; }
    }

    public class First : IReading
    {
        public int Value { get; set; }
    }

    public class Second : IReading
    {
        public int Value { get; set; }
        public string? Text { get; set; }
    }

    public record struct Third(int Value) : IReading;

    [ModeCommand("interfaces")]
    public partial class Interfaces
    {
        public IReading? Value { get; set; }
    }

    [ModeCommand("bothWays")]
    public partial class BothWays
    {
        public Circle? Circle { get; set; }
        public Shape? Shape { get; set; }
    }

    [JsonDerivedType(typeof(Leaf), "leaf"), JsonDerivedType(typeof(Sum), "sum")]
    public abstract record Node;

    public record Leaf(int Value) : Node;

    public record Sum(Node Left, Node Right) : Node;

    [ModeCommand("recursive")]
    public partial record Recursive(Node Root);

    [ModeCommand("inDictionary")]
    public partial record InDictionary(Dictionary<string, Shape> A);

    [JsonDerivedType(typeof(Some<int>), "some"), JsonDerivedType(typeof(None<int>), "none")]
    public abstract record Option<T>;

    public record Some<T>(T Value) : Option<T>;

    public record None<T> : Option<T>;

    [ModeCommand("generic")]
    public partial record Generic(Option<int> A);

    [JsonDerivedType(typeof(Strict), "strict")]
    public abstract class Demanding
    {
        public required int Number { get; init; }
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public class Strict : Demanding
    {
        public required string Text { get; set; }
        public string? Maybe { get; set; }
    }

    [ModeCommand("requiredDerived")]
    public partial record RequiredDerived(Demanding A);

    [JsonDerivedType(typeof(OddOne), "é<\"1\">"), JsonDerivedType(typeof(OddTwo), "")]
    public abstract record Odd;

    public record OddOne(int A) : Odd;

    public record OddTwo(int B) : Odd;

    [ModeCommand("escapedDiscriminators")]
    public partial record EscapedDiscriminators(Odd A);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Derived.Abstract)), JsonSerializable(typeof(Derived.Concrete)), JsonSerializable(typeof(Derived.Fallback)), JsonSerializable(typeof(Derived.Ignoring))]
[JsonSerializable(typeof(Derived.NamedProperty)), JsonSerializable(typeof(Derived.Interfaces)), JsonSerializable(typeof(Derived.BothWays)), JsonSerializable(typeof(Derived.Recursive))]
[JsonSerializable(typeof(Derived.InDictionary)), JsonSerializable(typeof(Derived.Generic)), JsonSerializable(typeof(Derived.RequiredDerived)), JsonSerializable(typeof(Derived.EscapedDiscriminators))]
internal sealed partial class DerivedOracle : JsonSerializerContext;
