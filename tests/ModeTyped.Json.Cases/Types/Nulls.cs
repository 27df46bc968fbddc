using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>What declarations say of null, in both directions.</summary>
public static partial class Nulls
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, NullsOracle.Default)
    {
        static d => new Refusing { Text = d.Forced(d.Text()), List = d.Forced(d.List(d.Int32)), Map = d.Forced(d.Map(d.Name, d.Int32)), Inner = d.Forced(new Inner()), Link = d.Forced(d.Uri()), Blob = d.Forced(d.Bytes()) },
        static d => new Taking { Text = d.OrNull(d.Text), List = d.OrNull(() => d.List(d.Int32)), Inner = d.OrNull(() => new Inner { Text = d.OrNull(d.Text) }), Number = d.OrNone(d.Int32) },
        static d => new Parameters(d.Forced(d.Text()), d.OrNull(d.Text), d.Forced(new Inner()), d.OrNull(() => new Inner())),
        static d => new Attributed { In = d.OrNull(d.Text), Out = d.OrNull(d.Text)!, Both = d.OrNull(d.Text), Strict = d.OrNull(d.Text) ?? "" },
        static d => new Elements(d.List(() => d.OrNull(d.Text)!), d.Map(d.Name, () => d.OrNull(d.Text)!), d.Array(() => d.OrNull(() => new Inner())!)),
        static d => new Oblivious { Text = d.OrNull(d.Text), List = d.OrNull(() => d.List(d.Int32)) },
        static d => new ObliviousRecord(d.OrNull(d.Text), d.Int32()),
        static d => new IgnoredNulls { Text = d.Forced(d.Text()), Maybe = d.OrNull(d.Text) },
        static d => new Defaulted(d.Forced(d.Text()), d.Forced(d.List(d.Int32))),
    };

    public class Inner
    {
        public string? Text { get; set; }
    }

    [ModeCommand("refusing")]
    public partial class Refusing
    {
        public string Text { get; set; } = "";
        public List<int> List { get; set; } = [];
        public Dictionary<string, int> Map { get; set; } = [];
        public Inner Inner { get; set; } = new();
        public Uri Link { get; set; } = new("x", UriKind.Relative);
        public byte[] Blob { get; set; } = [];
    }

    [ModeCommand("taking")]
    public partial class Taking
    {
        public string? Text { get; set; }
        public List<int>? List { get; set; }
        public Inner? Inner { get; set; }
        public int? Number { get; set; }
    }

    [ModeCommand("parameters")]
    public partial record Parameters(string A, string? B, Inner C, Inner? D);

    [ModeCommand("attributed")]
    public partial class Attributed
    {
        [AllowNull] public string In { get; set; } = "";
        [MaybeNull] public string Out { get; set; } = "";
        [AllowNull, MaybeNull] public string Both { get; set; } = "";
        [DisallowNull, NotNull] public string? Strict { get; set; } = "";
    }

    [ModeCommand("elements")]
    public partial record Elements(List<string> A, Dictionary<string, string> B, Inner[] C);

#nullable disable
    [ModeCommand("oblivious")]
    public partial class Oblivious
    {
        public string Text { get; set; }
        public List<int> List { get; set; }
    }

    [ModeCommand("obliviousRecord")]
    public partial record ObliviousRecord(string Text, int Number);
#nullable enable

    [ModeCommand("ignoredNulls")]
    public partial class IgnoredNulls
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string Text { get; set; } = "";
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Maybe { get; set; }
    }

    [ModeCommand("defaulted")]
    public partial record Defaulted(string A = "a", List<int> B = null!);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Nulls.Refusing), GenerationMode = JsonSourceGenerationMode.Metadata), JsonSerializable(typeof(Nulls.Taking)), JsonSerializable(typeof(Nulls.Parameters)), JsonSerializable(typeof(Nulls.Attributed))]
[JsonSerializable(typeof(Nulls.Elements)), JsonSerializable(typeof(Nulls.Oblivious)), JsonSerializable(typeof(Nulls.ObliviousRecord)), JsonSerializable(typeof(Nulls.IgnoredNulls))]
[JsonSerializable(typeof(Nulls.Defaulted))]
internal sealed partial class NullsOracle : JsonSerializerContext;
