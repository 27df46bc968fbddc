using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Tests;

/// <summary>The code of codecs compiles without a warning, warnings being errors, whatever the payload types hold and are called.</summary>
public class JsonComplianceTests
{
    // Types that shadow, inside the contract's namespace, what codecs name.
    private const string HostileTypes = """

        namespace Acme
        {
            internal static class System { }
            internal static class ModeTyped { }
            internal class Type { }
            internal class ReadOnlySpan { }
            internal class Span { }
            internal class List { }
            internal class Dictionary { }
            internal class KeyValuePair { }
            internal class EqualityComparer { }
            internal class JsonException { }
            internal class JsonElement { }
            internal class JsonSerializerContext { }
            internal class JsonPayloadReader { }
            internal class JsonPayloadWriter { }
            internal class JsonPayloadCallbacks { }
            internal class JsonEnumNames { }
            internal class JsonArrayBuilder { }
            internal class ConverterOptions { }
            internal class UnsafeAccessor { }
            internal class Names { }
            internal class Converter { }
        }
        """;

    // Every form of payload; {0} to {9} are the names of its types and of their members.
    private const string Features = """
        namespace {ns}
        {
            [global::ModeTyped.ModeCommand("all"), global::System.Text.Json.Serialization.JsonUnmappedMemberHandling(global::System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)]
            public partial class {0} : global::System.Text.Json.Serialization.IJsonOnSerializing, global::System.Text.Json.Serialization.IJsonOnDeserialized
            {
                public {2}<{2}<int?>> {1} { get; set; } = null!;
                public {3} {2} { get; set; } = new {4}();
                public global::System.Collections.Generic.Dictionary<{5}, global::System.Collections.Generic.List<{6}>> {3} { get; init; } = new global::System.Collections.Generic.Dictionary<{5}, global::System.Collections.Generic.List<{6}>>();
                [global::System.Text.Json.Serialization.JsonIgnore(Condition = global::System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)] public {5} {4} { get; set; }
                [global::System.Text.Json.Serialization.JsonConverter(typeof({7}))] public int {5} { get; set; }
                [global::System.Text.Json.Serialization.JsonConverter(typeof(global::System.Text.Json.Serialization.JsonNumberEnumConverter<{5}>))] public {5} {6} { get; set; }
                [global::System.Text.Json.Serialization.JsonNumberHandling(global::System.Text.Json.Serialization.JsonNumberHandling.WriteAsString)] public double? {7} { get; set; }
                [global::System.Text.Json.Serialization.JsonInclude] private int {8} { get; set; }
                [global::System.Text.Json.Serialization.JsonRequired] public global::System.Collections.Immutable.ImmutableArray<{6}?> {9} { get; set; }
                [global::System.Text.Json.Serialization.JsonExtensionData] public global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement> Rest { get; set; } = new global::System.Collections.Generic.Dictionary<string, global::System.Text.Json.JsonElement>();
                void global::System.Text.Json.Serialization.IJsonOnSerializing.OnSerializing() { }
                void global::System.Text.Json.Serialization.IJsonOnDeserialized.OnDeserialized() { }
            }

            public record {2}<T>(T {0})
            {
                public T {1} { get; init; } = default!;
                public required string {3} { get; init; }

                [global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers, global::System.Text.Json.Serialization.JsonConstructor]
                public {2}(T {0}, string {3} = "") : this({0}) { this.{3} = {3}; }
            }

            [global::System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "{8}")]
            [global::System.Text.Json.Serialization.JsonDerivedType(typeof({4}), "{4}"), global::System.Text.Json.Serialization.JsonDerivedType(typeof({8}), 2)]
            public abstract class {3} { public int {0} { get; set; } }

            public class {4} : {3} { public {3} {1} { get; set; } = null!; public required int {2} { get; set; } [global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public {4}() { } }

            public class {8} : {3} { [global::System.Text.Json.Serialization.JsonPropertyOrder(-1)] public new {9}? {0} { get; set; } }

            [global::System.Flags]
            public enum {5} : ulong { {0} = 1, [global::System.Text.Json.Serialization.JsonStringEnumMemberName("\"{0}\"")] {1} = 2, {2} = ulong.MaxValue }

            public readonly record struct {6}(int {0}, {9} {1} = default, string {2} = "\"");

            public struct {9} { public int {0} { get; init; } public global::System.ReadOnlyMemory<byte> {1} { get; set; } }

            public sealed class {7} : global::System.Text.Json.Serialization.JsonConverter<int>
            {
                public override int Read(ref global::System.Text.Json.Utf8JsonReader reader, global::System.Type typeToConvert, global::System.Text.Json.JsonSerializerOptions options) => reader.GetInt32();

                public override void Write(global::System.Text.Json.Utf8JsonWriter writer, int value, global::System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue(value);
            }
        }
        """;

    public static TheoryData<string, string> Hostile => new()
    {
        { "types that shadow what codecs name", Named("Acme", "All", "B", "C", "D", "E", "F", "G", "H", "I", "J") + HostileTypes },
        { "names of the framework", Named("Acme", "Task", "System", "Object", "String", "Nullable", "Enum", "Guid", "JsonConverter", "Int32", "JsonSerializer") },
        { "names of codecs", Named("Acme", "Names", "Converter", "Codec", "ListCodec", "Info", "Lazy", "ConverterOptions", "ReadMembers", "Read", "Write") },
        { "keywords", Named("@namespace.@class", "@event", "@int", "@is", "@ref", "@out", "@this", "@default", "@switch", "@null", "@new") },
        { "names of locals", Named("Acme", "value", "reader", "writer", "seen", "defaults", "entry", "name", "extension", "elements", "present") },
        { "names outside ASCII", Named("Acmé.日本", "Température", "Größe", "Ünï", "Число", "数", "É", "ñ", "Кнопка", "_ü", "ⅷ") },
        { "names with underscores", Named("A_cme._", "_", "__", "_a", "a_", "A_B", "A__B", "_1", "A_B_", "__a", "a__b") },
    };

    /// <summary>
    /// Warnings count as errors here, so the sources silence those of their own making: CS1591 (undocumented types), CS8981
    /// (names of small letters only), CS8632 (question marks where nullable is off). Generated code is not silenced.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void Codecs_compile_beside_hostile_names(string kind, string source)
    {
        _ = kind;
        foreach (NullableContextOptions nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable })
        {
            Assert.NotEmpty(Generation.RunClean(Generation.Compilation(
                nullable, "#pragma warning disable CS1591, CS8981, CS8632\n" + source)));
        }
    }

    private static string Named(string ns, params string[] names)
    {
        string source = Features.Replace("{ns}", ns, StringComparison.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            source = source.Replace($"\"{{{name}}}\"", $"\"{names[i].TrimStart('@')}\"", StringComparison.Ordinal).Replace($"{{{name}}}", names[i], StringComparison.Ordinal);
        }

        return source;
    }
}
