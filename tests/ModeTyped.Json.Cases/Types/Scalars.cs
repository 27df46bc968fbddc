using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Numbers, texts, dates and the like, as members, nullable ones and elements.</summary>
public static partial class Scalars
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, ScalarsOracle.Default)
    {
        static d => new Integers(d.SByte(), d.Byte(), d.Int16(), d.UInt16(), d.Int32(), d.UInt32(), d.Int64(), d.UInt64()),
        static d => new WideIntegers(d.Int128(), d.UInt128(), d.OrNone(d.Int128), d.OrNone(d.UInt128)),
        static d => new Reals(d.Double(), d.Single(), d.Half(), d.Decimal()),
        static d => new Doubles { Value = d.Double(), Many = d.Array(d.Double) },
        static d => new Singles { Value = d.Single(), Many = d.Array(d.Single) },
        static d => new Halves { Value = d.Half(), Many = d.Array(d.Half) },
        static d => new Decimals { Value = d.Decimal(), Many = d.Array(d.Decimal) },
        static d => new MaybeNumbers(d.OrNone(d.SByte), d.OrNone(d.Byte), d.OrNone(d.Int16), d.OrNone(d.UInt16), d.OrNone(d.Int32), d.OrNone(d.UInt32), d.OrNone(d.Int64), d.OrNone(d.UInt64)),
        static d => new MaybeReals(d.OrNone(d.Double), d.OrNone(d.Single), d.OrNone(d.Half), d.OrNone(d.Decimal)),
        static d => new Booleans(d.Boolean(), d.OrNone(d.Boolean), d.Array(d.Boolean)),
        static d => new Texts(d.Text(), d.OrNull(d.Text), d.Array(() => d.OrNull(d.Text))),
        static d => new LongText { Before = d.Text(), Text = d.Text() + d.Text() + d.Text() + d.Text(), After = d.Text() },
        static d => new Letters(d.Char(), d.OrNone(d.Char), d.Array(d.Char)),
        static d => new Identifiers(d.Guid(), d.OrNone(d.Guid), d.Array(d.Guid)),
        static d => new Times(d.DateTime(), d.OrNone(d.DateTime), d.Array(d.DateTime)),
        static d => new Offsets(d.DateTimeOffset(), d.OrNone(d.DateTimeOffset), d.Array(d.DateTimeOffset)),
        static d => new Days(d.DateOnly(), d.OrNone(d.DateOnly), d.Array(d.DateOnly)),
        static d => new TimesOfDay(d.TimeOnly(), d.OrNone(d.TimeOnly), d.Array(d.TimeOnly)),
        static d => new Spans(d.TimeSpan(), d.OrNone(d.TimeSpan), d.Array(d.TimeSpan)),
        static d => new Links(d.Forced(d.Uri()), d.OrNull(d.Uri), d.Array(d.Uri)),
        static d => new Versions(d.Forced(d.Version()), d.OrNull(d.Version), d.Array(d.Version)),
        static d => new Blobs(d.Forced(d.Bytes()), d.OrNull(d.Bytes), d.Bytes(), d.Bytes(), d.OrNone<Memory<byte>>(() => d.Bytes())),
        static d => new BlobLists(d.List(d.Bytes), d.Map(d.Name, d.Bytes)),
    };

    [ModeCommand("integers")]
    public partial record Integers(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H);

    [ModeCommand("wideIntegers")]
    public partial record WideIntegers(Int128 A, UInt128 B, Int128? C, UInt128? D);

    [ModeCommand("reals")]
    public partial record Reals(double A, float B, Half C, decimal D);

    [ModeCommand("doubles")]
    public partial class Doubles
    {
        public double Value { get; set; }
        public double[] Many { get; set; } = [];
    }

    [ModeCommand("singles")]
    public partial class Singles
    {
        public float Value { get; set; }
        public float[] Many { get; set; } = [];
    }

    [ModeCommand("halves")]
    public partial class Halves
    {
        public Half Value { get; set; }
        public Half[] Many { get; set; } = [];
    }

    [ModeCommand("decimals")]
    public partial class Decimals
    {
        public decimal Value { get; set; }
        public decimal[] Many { get; set; } = [];
    }

    [ModeCommand("maybeNumbers")]
    public partial record MaybeNumbers(sbyte? A, byte? B, short? C, ushort? D, int? E, uint? F, long? G, ulong? H);

    [ModeCommand("maybeReals")]
    public partial record MaybeReals(double? A, float? B, Half? C, decimal? D);

    [ModeCommand("booleans")]
    public partial record Booleans(bool A, bool? B, bool[] C);

    [ModeCommand("texts")]
    public partial record Texts(string A, string? B, string?[] C);

    [ModeCommand("longText")]
    public partial class LongText
    {
        public string? Before { get; set; }
        public string Text { get; set; } = "";
        public string? After { get; set; }
    }

    [ModeCommand("letters")]
    public partial record Letters(char A, char? B, char[] C);

    [ModeCommand("identifiers")]
    public partial record Identifiers(Guid A, Guid? B, Guid[] C);

    [ModeCommand("times")]
    public partial record Times(DateTime A, DateTime? B, DateTime[] C);

    [ModeCommand("offsets")]
    public partial record Offsets(DateTimeOffset A, DateTimeOffset? B, DateTimeOffset[] C);

    [ModeCommand("days")]
    public partial record Days(DateOnly A, DateOnly? B, DateOnly[] C);

    [ModeCommand("timesOfDay")]
    public partial record TimesOfDay(TimeOnly A, TimeOnly? B, TimeOnly[] C);

    [ModeCommand("spans")]
    public partial record Spans(TimeSpan A, TimeSpan? B, TimeSpan[] C);

    [ModeCommand("links")]
    public partial record Links(Uri A, Uri? B, Uri[] C);

    [ModeCommand("versions")]
    public partial record Versions(Version A, Version? B, Version[] C);

    [ModeCommand("blobs")]
    public partial record Blobs(byte[] A, byte[]? B, Memory<byte> C, ReadOnlyMemory<byte> D, Memory<byte>? E);

    [ModeCommand("blobLists")]
    public partial record BlobLists(List<byte[]> A, Dictionary<string, byte[]> B);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Scalars.Integers)), JsonSerializable(typeof(Scalars.WideIntegers)), JsonSerializable(typeof(Scalars.Reals)), JsonSerializable(typeof(Scalars.Doubles))]
[JsonSerializable(typeof(Scalars.Singles)), JsonSerializable(typeof(Scalars.Halves)), JsonSerializable(typeof(Scalars.Decimals)), JsonSerializable(typeof(Scalars.MaybeNumbers))]
[JsonSerializable(typeof(Scalars.MaybeReals)), JsonSerializable(typeof(Scalars.Booleans)), JsonSerializable(typeof(Scalars.Texts)), JsonSerializable(typeof(Scalars.LongText))]
[JsonSerializable(typeof(Scalars.Letters)), JsonSerializable(typeof(Scalars.Identifiers)), JsonSerializable(typeof(Scalars.Times)), JsonSerializable(typeof(Scalars.Offsets))]
[JsonSerializable(typeof(Scalars.Days)), JsonSerializable(typeof(Scalars.TimesOfDay)), JsonSerializable(typeof(Scalars.Spans)), JsonSerializable(typeof(Scalars.Links))]
[JsonSerializable(typeof(Scalars.Versions)), JsonSerializable(typeof(Scalars.Blobs), GenerationMode = JsonSourceGenerationMode.Metadata), JsonSerializable(typeof(Scalars.BlobLists))]
internal sealed partial class ScalarsOracle : JsonSerializerContext;
