using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Tests.Features;

/// <summary>What <c>[ModeJson]</c> changes, for a contract within a containing type and for one type of it.</summary>
[ModeJson(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
public partial class SettingsTests
{
    private static readonly JsonSerializerOptions Changed = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    [JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
    public enum Colour { Red, DarkBlue }

    [ModeEvent("everything")]
    public partial class Everything
    {
        public int RoomNumber { get; set; }

        public string? SomeText { get; set; }

        public DayOfWeek WeekDay { get; set; }

        public Colour Colour { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? AlwaysThere { get; set; }

        public List<int>? Numbers { get; set; }

        public Dictionary<string, double>? Map { get; set; }

        public Shared? Shared { get; set; }

        public int ReadOnlyOne => 1;
    }

    public record Shared(int FirstPart, int? SecondPart = 2);

    [ModeEvent("own")]
    [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified, NumberHandling = JsonNumberHandling.Strict)]
    public partial record Own(Shared SharedPart);

    [Fact]
    public void Options_hold_for_all_that_the_contract_reaches()
    {
        Reference.Same(JsonContext.Default.Everything, new Everything(), Changed);
        Reference.Same(
            JsonContext.Default.Everything,
            new Everything { RoomNumber = 3, SomeText = "t", WeekDay = DayOfWeek.Friday, Colour = Colour.DarkBlue, AlwaysThere = "x", Numbers = [1, 2], Map = new() { ["KeyOne"] = 1.5 }, Shared = new(1, null) },
            Changed);
    }

    [Theory]
    [InlineData("""{"room_number":"5","numbers":["1",2],"map":{"a":"NaN"},"shared":{"first_part":1}}""")]
    [InlineData("""{"RoomNumber":5}""")]
    [InlineData("""{"room_number":5,"room_number":6}""")]
    [InlineData("""{"map":{"a":1,"\u0061":2}}""")]
    [InlineData("""{"read_only_one":5,"read_only_one":5}""")]
    [InlineData("""{"shared":{"first_part":1,"other":2}}""")]
    [InlineData("""{"shared":{"first_part":1,"first_part":2}}""")]
    [InlineData("""{"week_day":"Friday"}""")]
    [InlineData("""{"week_day":5,"colour":"darkblue"}""")]
    public void Options_hold_for_reading(string json) => Reference.SameRead(JsonContext.Default.Everything, json.Replace("NaN", "1", StringComparison.Ordinal), Changed);

    [Fact]
    public void One_type_may_have_options_of_its_own()
    {
        Assert.Equal("""{"SharedPart":{"FirstPart":1}}""", Reference.Data(new Own(new Shared(1, null))));
        Assert.Equal("""{"shared":{"first_part":"1"}}""", Reference.Data(new OnlyShared(new Shared(1, null))));
    }

    [ModeEvent("shared")]
    public partial record OnlyShared(Shared Shared);

    [Fact]
    public void The_context_tells_its_options()
    {
        JsonSerializerOptions options = JsonContext.Default.Options;
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower, options.PropertyNamingPolicy);
        Assert.Equal(JsonIgnoreCondition.WhenWritingNull, options.DefaultIgnoreCondition);
        Assert.Equal(Changed.NumberHandling, options.NumberHandling);
        Assert.Equal(JsonUnmappedMemberHandling.Disallow, options.UnmappedMemberHandling);
        Assert.False(options.AllowDuplicateProperties);
        Assert.Equal(JsonNamingPolicy.CamelCase, TypeTests.JsonContext.Default.Options.PropertyNamingPolicy);
        Assert.True(TypeTests.JsonContext.Default.Options.RespectNullableAnnotations);
    }
}

/// <summary>Each naming policy names members as System.Text.Json's does.</summary>
public static partial class NamingTests
{
    [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
    public static partial class SnakeUpper
    {
        [ModeEvent("e")] public partial record E(int IOPinNumber2, int XMLHttp_Request, int a1B2, int Ünï, int ABC1d, int _A, int X٣Y, int 日本Go, int a__Bc);
    }

    [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
    public static partial class KebabLower
    {
        [ModeEvent("e")] public partial record E(int IOPinNumber2, int XMLHttp_Request, int a1B2, int Ünï, int ABC1d, int _A, int X٣Y, int 日本Go, int a__Bc);
    }

    [ModeJson(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper)]
    public static partial class KebabUpper
    {
        [ModeEvent("e")] public partial record E(int IOPinNumber2, int XMLHttp_Request, int a1B2, int Ünï, int ABC1d, int _A, int X٣Y, int 日本Go, int a__Bc);
    }

    [Fact]
    public static void All_policies_are_alike()
    {
        Assert.Equal(With(JsonNamingPolicy.SnakeCaseUpper, new SnakeUpper.E(1, 2, 3, 4, 5, 6, 7, 8, 9)), Reference.Data(new SnakeUpper.E(1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal(With(JsonNamingPolicy.KebabCaseLower, new KebabLower.E(1, 2, 3, 4, 5, 6, 7, 8, 9)), Reference.Data(new KebabLower.E(1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal(With(JsonNamingPolicy.KebabCaseUpper, new KebabUpper.E(1, 2, 3, 4, 5, 6, 7, 8, 9)), Reference.Data(new KebabUpper.E(1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    private static string With<T>(JsonNamingPolicy policy, T value) =>
        JsonSerializer.Serialize(value, new JsonSerializerOptions(Reference.Options) { PropertyNamingPolicy = policy });
}
