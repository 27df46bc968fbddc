using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ModeTyped.Json.Tests.Features;

namespace ModeTyped.Json.Tests.Differential;

/// <summary>
/// One test for each row of the table in runtime/docs/json.md that tells where ModeTyped differs from System.Text.Json on
/// purpose. What is an error while typing has its tests with the analyzers.
/// </summary>
public sealed partial class DifferenceTests
{
    [ModeCommand("privates")]
    public partial class Privates
    {
        [JsonInclude] private int Number { get; set; } = 1;
    }

    [ModeCommand("readOnly")]
    public partial class ReadOnly
    {
        [JsonInclude] public readonly int Number = 1;
    }

    [ModeCommand("initialized")]
    public partial class Initialized
    {
        public int Number { get; init; } = 3;
    }

    public class Counter
    {
        [ThreadStatic]
        private static int _made;

        public Counter() => _made++;

        public static int TakeMade()
        {
            int made = _made;
            _made = 0;
            return made;
        }
    }

    public class Counted<T> : Counter
    {
        public T? Value { get; init; }
    }

    [ModeCommand("generic")]
    public partial record Generic(Counted<int> Counted);

    [ModeCommand("blob")]
    public partial class Blob
    {
        public byte[]? Bytes { get; set; }
    }

    [ModeCommand("extended")]
    public partial class Extended
    {
        public int Known { get; set; }
        [JsonExtensionData] public JsonObject? More { get; set; }
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract class Shape;

    public class Circle : Shape;

    public class Square : Shape;

    [ModeCommand("shapes")]
    public partial record Shapes(Shape Shape);

    public class ByReference(in int number)
    {
        public int Number { get; } = number;
    }

    [ModeCommand("in")]
    public partial record In(ByReference Value);

    public struct Called : IJsonOnSerializing
    {
        public int Calls { get; set; }

        public void OnSerializing() => Calls++;
    }

    [ModeCommand("calls")]
    public partial record Calls(Called Called);

    [ModeCommand("places")]
    public partial record Places(Dictionary<string, int>? Map = null, JsonElement? Any = null, Shape? Shape = null, HashSet<int>? Set = null);

    [ModeCommand("two")]
    public partial class Two(int first)
    {
        public int First { get; } = first;
        public int Second { get; set; }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Privates)), JsonSerializable(typeof(ReadOnly)), JsonSerializable(typeof(Initialized)), JsonSerializable(typeof(Blob)), JsonSerializable(typeof(Calls))]
    internal sealed partial class Generated : JsonSerializerContext;

    [Fact]
    public void Private_members_and_read_only_fields_are_included()
    {
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Deserialize("""{"number":5}""", Generated.Default.ReadOnly));
        Assert.Equal(1, Read<ReadOnly>("""{"number":5}""").Number);
        Assert.Equal("""{"number":1}""", Written(new ReadOnly()));
        Assert.Equal("""{"number":1}""", JsonSerializer.Serialize(new ReadOnly(), Reference.Options));
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Privates(), Generated.Default.Privates));
        Assert.Equal("""{"number":1}""", Written(new Privates()));
        Assert.Equal("""{"number":1}""", JsonSerializer.Serialize(new Privates(), Reference.Options));
    }

    [Fact]
    public void Initializers_of_init_only_members_count()
    {
        Assert.Equal(0, JsonSerializer.Deserialize("{}", Generated.Default.Initialized)!.Number);
        Assert.Equal(3, Read<Initialized>("{}").Number);
        Assert.Equal(3, JsonSerializer.Deserialize<Initialized>("{}", Reference.Options)!.Number);
    }

    [Fact]
    public void A_generic_type_with_init_only_members_is_made_twice()
    {
        Counter.TakeMade();
        JsonSerializer.Deserialize<Generic>("""{"counted":{"value":1}}""", Reference.Options);
        Assert.Equal(1, Counter.TakeMade());
        Assert.Equal(1, Read<Generic>("""{"counted":{"value":1}}""").Counted.Value);
        Assert.Equal(2, Counter.TakeMade());
    }

    [Fact]
    public void Bytes_that_are_null_are_written_as_null()
    {
        Assert.Equal("""{"bytes":""}""", JsonSerializer.Serialize(new Blob(), Generated.Default.Blob));
        Assert.Equal("""{"bytes":null}""", Written(new Blob()));
        Assert.Equal("""{"bytes":null}""", JsonSerializer.Serialize(new Blob(), Reference.Options));
    }

    [Fact]
    public void The_callbacks_of_a_struct_change_what_is_written()
    {
        Assert.Equal("""{"called":{"calls":0}}""", JsonSerializer.Serialize(new Calls(default(Called)), Generated.Default.Calls));
        Assert.Equal("""{"called":{"calls":1}}""", Written(new Calls(default(Called))));
        Assert.Equal("""{"called":{"calls":1}}""", JsonSerializer.Serialize(new Calls(default(Called)), Reference.Options));
    }

    [Fact]
    public void Extension_data_of_a_JsonObject_is_JSON()
    {
        var value = new Extended { Known = 1, More = new JsonObject { ["a"] = 2 } };
        Assert.Equal("""{"known":1,{"a":2}}""", JsonSerializer.Serialize(value, Reference.Options));
        Assert.Equal("""{"known":1,"a":2}""", Written(value));
    }

    [Fact]
    public void What_nobody_declared_is_a_payload_error()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(new Shapes(new Square()), Reference.Options));
        Assert.Throws<ModePayloadException>(() => Written(new Shapes(new Square())));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<Shapes>("""{"shape":{}}""", Reference.Options));
        Assert.Throws<ModePayloadException>(() => Read<Shapes>("""{"shape":{}}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"shape":{}}""", JsonContext.Default.Shapes));
    }

    [Fact]
    public void A_constructor_may_take_parameters_by_in()
    {
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Deserialize<In>("""{"value":{"number":1}}""", Reference.Options));
        Assert.Equal(1, Read<In>("""{"value":{"number":1}}""").Value.Number);
    }

    [Fact]
    public void A_payload_is_not_null()
    {
        Assert.Null(JsonSerializer.Deserialize<Places>("null", Reference.Options));
        Assert.Throws<ModePayloadException>(() => Read<Places>("null"));
    }

    [Theory]
    [InlineData("""{"any":[1,{"a":}]}""", "$.any", "$.any[1].a")]
    [InlineData("""{"nobody":[1,{"a":}]}""", "$.nobody", "$.nobody[1].a")]
    [InlineData("""{"shape":{"$type":"square"}}""", "$.shape", "$.shape.$type")]
    public void A_path_goes_on_within_what_is_read_as_a_whole(string json, string theirs, string ours) => ComparePaths<Places>(json, theirs, ours);

    [Fact]
    public void A_path_goes_on_within_what_a_converter_reads() => ComparePaths<Cases.Types.Converting.OnClass>("""{"part":[300]}""", "$.part", "$.part[0]");

    [Theory]
    [InlineData("""{"map":{"a":1,}}""", "$.map.a", "$.map")]
    [InlineData("""{"map":{"a":1,"\ud800":2}}""", "$.map.a", "$.map")]
    [InlineData("""{"set":[1,1,"x"]}""", "$.set[1]", "$.set[2]")]
    [InlineData("""{"shape":{"$id":"1"}}""", "$.shape.$id", "$.shape")]
    public void A_path_tells_the_place_itself(string json, string theirs, string ours) => ComparePaths<Places>(json, theirs, ours);

    [Fact]
    public void Of_several_errors_the_first_is_told() => ComparePaths<Two>("""{"second":"x"}""", "$", "$.second");

    private static void ComparePaths<T>(string json, string theirs, string ours)
        where T : IModeCommand<T>
    {
        Assert.Equal(theirs, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<T>(json, Reference.Options)).Path);
        Assert.Equal(ours, Assert.Throws<ModePayloadException>(() => Read<T>(json)).Path);
    }

    private static T Read<T>(string json)
        where T : IModeCommand<T> => Reference.Read<T>(json);

    private static string Written<T>(T value)
        where T : IModeCommand<T>
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new JsonPayloadWriter(output);
        T.WriteParameters(ref writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
