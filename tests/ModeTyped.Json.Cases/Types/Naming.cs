using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Names by the policy <c>SnakeCaseLower</c>.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
public static partial class SnakeCaseLowerNames
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, SnakeCaseLowerNamesOracle.Default)
    {
        static d => new Words { IOPinNumber2 = d.Int32(), XMLHttp_Request = d.Int32(), aB1 = d.Int32(), Élan = d.Int32(), Inner = new(d.Int32(), d.OrNull(d.Text)) },
        static d => new Mixed(d.Enum<DayOfWeek>(), d.Map(d.Name, d.Int32), d.Int32()) { DayNames = d.OrNull(() => d.Map(d.Enum<DayOfWeek>, d.Text)) },
    };

    public record InnerRecord(int FirstPart, string? SecondPart = "é");

    [ModeCommand("words")]
    public partial class Words
    {
        public int IOPinNumber2 { get; set; }
        public int XMLHttp_Request { get; set; }
        public int aB1 { get; set; }
        public int Élan { get; set; }
        [JsonPropertyName("Kept_AsIs")] public int Renamed { get; set; }
        public InnerRecord? Inner { get; set; }
    }

    [ModeCommand("mixed")]
    public partial record Mixed(DayOfWeek WeekDay, Dictionary<string, int> KeyedByName, int ABCDef = 3)
    {
        public Dictionary<DayOfWeek, string>? DayNames { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SnakeCaseLowerNames.Words)), JsonSerializable(typeof(SnakeCaseLowerNames.Mixed))]
internal sealed partial class SnakeCaseLowerNamesOracle : JsonSerializerContext;

/// <summary>Names by the policy <c>SnakeCaseUpper</c>.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
public static partial class SnakeCaseUpperNames
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, SnakeCaseUpperNamesOracle.Default)
    {
        static d => new Words { IOPinNumber2 = d.Int32(), XMLHttp_Request = d.Int32(), aB1 = d.Int32(), Élan = d.Int32(), Inner = new(d.Int32(), d.OrNull(d.Text)) },
        static d => new Mixed(d.Enum<DayOfWeek>(), d.Map(d.Name, d.Int32), d.Int32()) { DayNames = d.OrNull(() => d.Map(d.Enum<DayOfWeek>, d.Text)) },
    };

    public record InnerRecord(int FirstPart, string? SecondPart = "é");

    [ModeCommand("words")]
    public partial class Words
    {
        public int IOPinNumber2 { get; set; }
        public int XMLHttp_Request { get; set; }
        public int aB1 { get; set; }
        public int Élan { get; set; }
        [JsonPropertyName("Kept_AsIs")] public int Renamed { get; set; }
        public InnerRecord? Inner { get; set; }
    }

    [ModeCommand("mixed")]
    public partial record Mixed(DayOfWeek WeekDay, Dictionary<string, int> KeyedByName, int ABCDef = 3)
    {
        public Dictionary<DayOfWeek, string>? DayNames { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SnakeCaseUpperNames.Words)), JsonSerializable(typeof(SnakeCaseUpperNames.Mixed))]
internal sealed partial class SnakeCaseUpperNamesOracle : JsonSerializerContext;

/// <summary>Names by the policy <c>KebabCaseLower</c>.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
public static partial class KebabCaseLowerNames
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, KebabCaseLowerNamesOracle.Default)
    {
        static d => new Words { IOPinNumber2 = d.Int32(), XMLHttp_Request = d.Int32(), aB1 = d.Int32(), Élan = d.Int32(), Inner = new(d.Int32(), d.OrNull(d.Text)) },
        static d => new Mixed(d.Enum<DayOfWeek>(), d.Map(d.Name, d.Int32), d.Int32()) { DayNames = d.OrNull(() => d.Map(d.Enum<DayOfWeek>, d.Text)) },
    };

    public record InnerRecord(int FirstPart, string? SecondPart = "é");

    [ModeCommand("words")]
    public partial class Words
    {
        public int IOPinNumber2 { get; set; }
        public int XMLHttp_Request { get; set; }
        public int aB1 { get; set; }
        public int Élan { get; set; }
        [JsonPropertyName("Kept_AsIs")] public int Renamed { get; set; }
        public InnerRecord? Inner { get; set; }
    }

    [ModeCommand("mixed")]
    public partial record Mixed(DayOfWeek WeekDay, Dictionary<string, int> KeyedByName, int ABCDef = 3)
    {
        public Dictionary<DayOfWeek, string>? DayNames { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KebabCaseLowerNames.Words)), JsonSerializable(typeof(KebabCaseLowerNames.Mixed))]
internal sealed partial class KebabCaseLowerNamesOracle : JsonSerializerContext;

/// <summary>Names by the policy <c>KebabCaseUpper</c>.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper)]
public static partial class KebabCaseUpperNames
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, KebabCaseUpperNamesOracle.Default)
    {
        static d => new Words { IOPinNumber2 = d.Int32(), XMLHttp_Request = d.Int32(), aB1 = d.Int32(), Élan = d.Int32(), Inner = new(d.Int32(), d.OrNull(d.Text)) },
        static d => new Mixed(d.Enum<DayOfWeek>(), d.Map(d.Name, d.Int32), d.Int32()) { DayNames = d.OrNull(() => d.Map(d.Enum<DayOfWeek>, d.Text)) },
    };

    public record InnerRecord(int FirstPart, string? SecondPart = "é");

    [ModeCommand("words")]
    public partial class Words
    {
        public int IOPinNumber2 { get; set; }
        public int XMLHttp_Request { get; set; }
        public int aB1 { get; set; }
        public int Élan { get; set; }
        [JsonPropertyName("Kept_AsIs")] public int Renamed { get; set; }
        public InnerRecord? Inner { get; set; }
    }

    [ModeCommand("mixed")]
    public partial record Mixed(DayOfWeek WeekDay, Dictionary<string, int> KeyedByName, int ABCDef = 3)
    {
        public Dictionary<DayOfWeek, string>? DayNames { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KebabCaseUpperNames.Words)), JsonSerializable(typeof(KebabCaseUpperNames.Mixed))]
internal sealed partial class KebabCaseUpperNamesOracle : JsonSerializerContext;

/// <summary>Names by the policy <c>Unspecified</c>.</summary>
[ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]
public static partial class UnspecifiedNames
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, UnspecifiedNamesOracle.Default)
    {
        static d => new Words { IOPinNumber2 = d.Int32(), XMLHttp_Request = d.Int32(), aB1 = d.Int32(), Élan = d.Int32(), Inner = new(d.Int32(), d.OrNull(d.Text)) },
        static d => new Mixed(d.Enum<DayOfWeek>(), d.Map(d.Name, d.Int32), d.Int32()) { DayNames = d.OrNull(() => d.Map(d.Enum<DayOfWeek>, d.Text)) },
    };

    public record InnerRecord(int FirstPart, string? SecondPart = "é");

    [ModeCommand("words")]
    public partial class Words
    {
        public int IOPinNumber2 { get; set; }
        public int XMLHttp_Request { get; set; }
        public int aB1 { get; set; }
        public int Élan { get; set; }
        [JsonPropertyName("Kept_AsIs")] public int Renamed { get; set; }
        public InnerRecord? Inner { get; set; }
    }

    [ModeCommand("mixed")]
    public partial record Mixed(DayOfWeek WeekDay, Dictionary<string, int> KeyedByName, int ABCDef = 3)
    {
        public Dictionary<DayOfWeek, string>? DayNames { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UnspecifiedNames.Words)), JsonSerializable(typeof(UnspecifiedNames.Mixed))]
internal sealed partial class UnspecifiedNamesOracle : JsonSerializerContext;
