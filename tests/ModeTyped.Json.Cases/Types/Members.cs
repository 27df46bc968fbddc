using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Which members are part of the JSON, and under which names.</summary>
public static partial class Members
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, MembersOracle.Default)
    {
        static d => new Empty(),
        static d => new Plain { Number = d.Int32(), Text = d.Forced(d.Text()), Maybe = d.OrNull(d.Text) },
        static d => new Named { A = d.Int32(), B = d.Text(), C = d.Boolean(), D = d.Int32(), E = d.Int32(), F = d.Int32() },
        static d => new Cased(d.Int32(), d.Int32(), d.Int32(), d.Int32(), d.Int32(), d.Int32(), d.Int32(), d.Int32()),
        static d => new SwappedNames { First = d.Int32(), Second = d.Int32() },
        static d => new OnlyCase { Value = d.Int32(), VALUE = d.Int32() },
        static d => new IncludedFields { Number = d.Int32(), Text = d.OrNull(d.Text), LeftOut = 3, Renamed = d.Double() },
        { static d => new ReadOnlyFields { Number = d.Int32() }, "It refuses fields that are read-only." },
        { static d => IncludedPrivates.Make(d.Int32(), d.Text()), "It refuses private members." },
        static d => new PrivateSetters(),
        static d => new Accessors { OnlySet = d.Int32(), Both = d.Int32() },
        static d => new Computed { Width = d.Byte(), Height = d.Byte() },
        static d => new Statics { Number = d.Int32() },
        static d => new Hiding { Text = d.Text(), Own = d.Int32(), Shared = d.Int32() },
        static d => new Overriding { Value = d.Int32(), Other = d.Text(), Shared = d.Int32() },
        static d => new Renaming { Shared = d.Int32(), Value = d.Int32() },
        static d => new Below { A = d.Int32(), B = d.Int32(), C = d.Int32() },
        static d => new Implementing { Value = d.Int32() },
        static d => new Keywords { @class = d.Int32(), @event = d.Int32(), @this = d.Int32(), value = d.Int32(), reader = d.Int32(), name = d.Int32() },
        static d => new LongNames { ANameOfMoreThanSixtyFourCharactersWhichIsLongerThanWhatAnyBufferOnTheStackWouldHold = d.Int32(), ANameOfMoreThanSixtyFourCharactersWhichIsLongerThanWhatAnyBufferOnTheStackWouldHolD = d.Int32() },
        static d => new Wide
        {
            A0 = d.Int32(), A1 = 1, A2 = 2, A3 = 3, A4 = 4, A5 = 5, A6 = 6, A7 = 7, A8 = 8, A9 = d.Int32(),
            B5 = d.OrNull(d.Text), F9 = d.Int32(), G9 = d.Double(),
        },
    };

    [ModeCommand("empty")]
    public partial class Empty;

    [ModeCommand("plain")]
    public partial class Plain
    {
        public int Number { get; set; }
        public string Text { get; set; } = "x";
        public string? Maybe { get; set; }
    }

    [ModeCommand("named")]
    public partial class Named
    {
        [JsonPropertyName("")] public int A { get; set; }
        [JsonPropertyName("a \"quoted\" <name> & more")] public string B { get; set; } = "";
        [JsonPropertyName("é日\ud83d\ude00")] public bool C { get; set; }
        [JsonPropertyName("it's")] public int D { get; set; }
        [JsonPropertyName("dotted.name[0]")] public int E { get; set; }
        [JsonPropertyName("$value")] public int F { get; set; }
    }

    [ModeCommand("cased")]
    public partial record Cased(int IOPin, int URL, int aB, int A, int _x, int X1, int Élan, int ABc);

    [ModeCommand("swapped")]
    public partial class SwappedNames
    {
        [JsonPropertyName("second")] public int First { get; set; }
        [JsonPropertyName("first")] public int Second { get; set; }
    }

    [ModeCommand("onlyCase")]
    public partial class OnlyCase
    {
        [JsonPropertyName("value")] public int Value { get; set; }
        [JsonPropertyName("VALUE")] public int VALUE { get; set; }
    }

    [ModeCommand("includedFields")]
    public partial class IncludedFields
    {
        [JsonInclude] public int Number;
        [JsonInclude] public string? Text;
        public int LeftOut;
        [JsonInclude, JsonPropertyName("other")] public double Renamed;
        public int Property { get; set; } = 1;
    }

    [ModeCommand("readOnlyFields")]
    public partial class ReadOnlyFields
    {
        [JsonInclude] public readonly int Fixed = 9;
        [JsonInclude] public int Number;
    }

    [ModeCommand("includedPrivates")]
    public partial class IncludedPrivates
    {
        [JsonInclude] private int _number;
        public int Twice => 2 * _number;
        [JsonInclude] private string Text { get; set; } = "";
        [JsonInclude] public int Getter { private get; set; } = 4;
        [JsonInclude] internal int Internal { get; set; } = 5;
        [JsonInclude] protected int Protected { get; set; } = 6;

        public static IncludedPrivates Make(int number, string text) => new() { _number = number, Text = text };
    }

    [ModeCommand("privateSetters")]
    public partial class PrivateSetters
    {
        public int Private { get; private set; } = 1;
        public int Internal { get; internal set; } = 2;
        public int Protected { get; protected set; } = 3;
    }

    [ModeCommand("accessors")]
    public partial class Accessors
    {
        private int _value;

        public int OnlySet { set => _value = value; }
        public int OnlyGet => _value;
        public int Both { get; set; }
        internal int Internal { get; set; } = 3;
    }

    [ModeCommand("computed")]
    public partial class Computed
    {
        public int Width { get; set; }
        public int Height { get; set; }
        public int Area => Width * Height;
        public List<int> Sides => [Width, Height];
    }

    [ModeCommand("statics")]
    public partial class Statics
    {
        public const int Constant = 1;
        public static int Shared { get; set; } = 2;
        public int this[int index] => index;
        public int Number { get; set; }
    }

    [ModeCommand("hiding")]
    public partial class Hiding : HiddenBase
    {
        public new string Text { get; set; } = "";
        public int Own { get; set; }
    }

    public class HiddenBase
    {
        public int Text { get; set; } = 5;
        public int Shared { get; set; }
    }

    [ModeCommand("overriding")]
    public partial class Overriding : VirtualBase
    {
        public override int Value { get; set; } = 20;
        public override string Other { get; set; } = "derived";
    }

    public abstract class VirtualBase
    {
        public int Shared { get; set; }
        public virtual int Value { get; set; }
        [JsonIgnore] public virtual string Other { get; set; } = "base";
    }

    [ModeCommand("renaming")]
    public partial class Renaming : HiddenBase
    {
        [JsonPropertyName("renamed")] public int Value { get; set; }
        [JsonIgnore] public new int Text { get; set; } = 3;
    }

    public class Top
    {
        public int A { get; set; }
    }

    public class Middle : Top
    {
        public int B { get; set; }
    }

    [ModeCommand("below")]
    public partial class Below : Middle
    {
        public int C { get; set; }
    }

    public interface IValued
    {
        int Value { get; }
        int Default => 3;
    }

    [ModeCommand("implementing")]
    public partial class Implementing : IValued
    {
        public int Value { get; set; }
        int IValued.Default => 4;
    }

    [ModeCommand("keywords")]
    public partial class Keywords
    {
        public int @class { get; set; }
        public int @event { get; set; }
        public int @this { get; set; }
        public int value { get; set; }
        public int reader { get; set; }
        public int name { get; set; }
    }

    [ModeCommand("longNames")]
    public partial class LongNames
    {
        public int ANameOfMoreThanSixtyFourCharactersWhichIsLongerThanWhatAnyBufferOnTheStackWouldHold { get; set; }
        public int ANameOfMoreThanSixtyFourCharactersWhichIsLongerThanWhatAnyBufferOnTheStackWouldHolD { get; set; }
    }

    [ModeCommand("wide")]
    public partial class Wide
    {
        public required int A0 { get; set; }
        public required int A1 { get; set; }
        public required int A2 { get; set; }
        public required int A3 { get; set; }
        public required int A4 { get; set; }
        public required int A5 { get; set; }
        public required int A6 { get; set; }
        public required int A7 { get; set; }
        public required int A8 { get; set; }
        public required int A9 { get; set; }
        public string? B0 { get; set; }
        public string? B1 { get; set; }
        public string? B2 { get; set; }
        public string? B3 { get; set; }
        public string? B4 { get; set; }
        public string? B5 { get; set; }
        public string? B6 { get; set; }
        public string? B7 { get; set; }
        public string? B8 { get; set; }
        public string? B9 { get; set; }
        public int C0 { get; set; }
        public int C1 { get; set; }
        public int C2 { get; set; }
        public int C3 { get; set; }
        public int C4 { get; set; }
        public int C5 { get; set; }
        public int C6 { get; set; }
        public int C7 { get; set; }
        public int C8 { get; set; }
        public int C9 { get; set; }
        public int D0 { get; set; }
        public int D1 { get; set; }
        public int D2 { get; set; }
        public int D3 { get; set; }
        public int D4 { get; set; }
        public int D5 { get; set; }
        public int D6 { get; set; }
        public int D7 { get; set; }
        public int D8 { get; set; }
        public int D9 { get; set; }
        public int E0 { get; set; }
        public int E1 { get; set; }
        public int E2 { get; set; }
        public int E3 { get; set; }
        public int E4 { get; set; }
        public int E5 { get; set; }
        public int E6 { get; set; }
        public int E7 { get; set; }
        public int E8 { get; set; }
        public int E9 { get; set; }
        public int F0 { get; set; }
        public int F1 { get; set; }
        public int F2 { get; set; }
        public int F3 { get; set; }
        public int F4 { get; set; }
        public int F5 { get; set; }
        public int F6 { get; set; }
        public int F7 { get; set; }
        public int F8 { get; set; }
        public required int F9 { get; set; }
        public double G0 { get; set; }
        public double G1 { get; set; }
        public double G2 { get; set; }
        public double G3 { get; set; }
        public double G4 { get; set; }
        public double G5 { get; set; }
        public double G6 { get; set; }
        public double G7 { get; set; }
        public double G8 { get; set; }
        public double G9 { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Members.Empty)), JsonSerializable(typeof(Members.Plain)), JsonSerializable(typeof(Members.Named)), JsonSerializable(typeof(Members.Cased))]
[JsonSerializable(typeof(Members.SwappedNames)), JsonSerializable(typeof(Members.OnlyCase)), JsonSerializable(typeof(Members.IncludedFields))]
[JsonSerializable(typeof(Members.PrivateSetters)), JsonSerializable(typeof(Members.Accessors)), JsonSerializable(typeof(Members.Computed)), JsonSerializable(typeof(Members.Statics))]
[JsonSerializable(typeof(Members.Hiding)), JsonSerializable(typeof(Members.Overriding)), JsonSerializable(typeof(Members.Renaming)), JsonSerializable(typeof(Members.Below))]
[JsonSerializable(typeof(Members.Implementing)), JsonSerializable(typeof(Members.Keywords)), JsonSerializable(typeof(Members.LongNames)), JsonSerializable(typeof(Members.Wide))]
internal sealed partial class MembersOracle : JsonSerializerContext;
