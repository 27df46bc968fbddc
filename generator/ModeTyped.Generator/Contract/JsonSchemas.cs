using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Contract;

/// <summary>
/// Describes payloads in JSON Schema: what the codecs write, and what they read. The keywords used mean the same in
/// version 2020-12 and in draft 7, on which AsyncAPI's schemas are built.
/// </summary>
internal sealed class JsonSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private readonly string _definitionsPath;
    private readonly Dictionary<(string Codec, JsonDirection Direction), string> _names = [];
    private readonly Dictionary<string, PayloadSpec> _payloads = new(StringComparer.Ordinal);

    /// <param name="definitionsPath">Where the definitions will stand, as a JSON pointer: <c>#/$defs/</c>.</param>
    public JsonSchemas(string definitionsPath) => _definitionsPath = definitionsPath;

    /// <summary>The types that schemas refer to, by their names.</summary>
    public JsonObject Definitions { get; } = [];

    /// <summary>The schema of a payload as a document of its own.</summary>
    public static JsonObject Document(TypeRef root, EquatableArray<PayloadSpec> payloads, JsonDirection direction)
    {
        var document = new JsonObject { ["$schema"] = Dialect, ["title"] = root.Label };
        foreach (KeyValuePair<string, JsonValue> keyword in Inline(root, payloads, direction)) document[keyword.Key] = keyword.Value;
        return document;
    }

    /// <summary>The schema of a payload with its definitions inside.</summary>
    public static JsonObject Inline(TypeRef root, EquatableArray<PayloadSpec> payloads, JsonDirection direction)
    {
        var schemas = new JsonSchemas("#/$defs/");
        schemas.Add(payloads);
        schemas._names.Add((root.Codec, direction), "");
        JsonObject schema = schemas.OfCodec(root, direction);
        if (schemas.Definitions.Count > 0) schema["$defs"] = schemas.Definitions;
        return schema;
    }

    /// <summary>Makes types known that schemas will be asked for.</summary>
    public void Add(EquatableArray<PayloadSpec> payloads)
    {
        foreach (PayloadSpec payload in payloads) _payloads[payload.Codec] = payload;
    }

    /// <summary>The schema of a type: of one with a name of its own, a reference to its definition.</summary>
    public JsonObject Of(TypeRef type, JsonDirection direction)
    {
        // A number that may stand in a string is not one or the other.
        if (type.Primitive is { } primitive) return type.Numbers is NumberHandling.Strict ? PrimitiveSchemas.Of(primitive) : [];
        if (!_payloads.TryGetValue(type.Codec, out PayloadSpec? payload)) return [];
        return payload is ObjectSpec or EnumSpec or PolymorphicSpec
            ? new JsonObject { ["$ref"] = Define(payload, direction) }
            : OfCodec(type, direction);
    }

    private string Define(PayloadSpec payload, JsonDirection direction)
    {
        if (_names.TryGetValue((payload.Codec, direction), out string? name)) return Path(name);

        // The name is taken before the definition is made, which may refer to itself.
        name = Identifiers.Unique(Key(payload.Type.Label), candidate => Definitions.Find(candidate) is null);
        _names.Add((payload.Codec, direction), name);
        Definitions[name] = new JsonObject();
        JsonObject schema = OfCodec(payload.Type, direction);
        foreach (JsonDirection other in (JsonDirection[])[JsonDirection.Sent, JsonDirection.Received, JsonDirection.Shared])
        {
            if (other == direction || !_names.TryGetValue((payload.Codec, other), out string? same) || same.Length == 0) continue;
            if (Definitions[same].ToString() != schema.ToString()) continue;
            Definitions.Remove(name);
            _names[(payload.Codec, direction)] = same;
            return Path(same);
        }

        Definitions[name] = schema;
        return Path(name);
    }

    private JsonObject OfCodec(TypeRef type, JsonDirection direction) =>
        !_payloads.TryGetValue(type.Codec, out PayloadSpec? payload) ? [] : payload switch
        {
            ObjectSpec spec => OfObject(spec, direction),
            PolymorphicSpec spec => OfAlternatives(spec, direction),
            EnumSpec spec => OfEnum(spec),
            ListSpec spec => new JsonObject { ["type"] = "array", ["items"] = OfItem(spec.Element, direction) },
            DictionarySpec spec => new JsonObject { ["type"] = "object", ["additionalProperties"] = OfItem(spec.Value, direction) },

            // What the user's own code reads and writes can be anything.
            _ => [],
        };

    /// <summary>One of the derived types, or the base itself, by what the codec writes and reads.</summary>
    private JsonObject OfAlternatives(PolymorphicSpec spec, JsonDirection direction)
    {
        bool isTold = true;
        var alternatives = new List<JsonValue>();
        foreach (DerivedTypeSpec derived in spec.DerivedTypes)
        {
            bool hasDiscriminator = derived.Text is not null || derived.Number is not null;
            if (!hasDiscriminator && direction is JsonDirection.Received) continue;

            isTold &= hasDiscriminator;
            Add(derived.Codec);
        }

        // An object is open, so that one of the base may look like any of the others.
        if (spec.Base is not null)
        {
            isTold = false;
            Add(spec.Base);
        }

        return alternatives.Count == 0 ? [] : new JsonObject { [isTold ? "oneOf" : "anyOf"] = new JsonArray(alternatives) };

        void Add(string codec)
        {
            if (_payloads.TryGetValue(codec, out PayloadSpec? payload))
                alternatives.Add(new JsonObject { ["$ref"] = Define(payload, direction) });
        }
    }

    private JsonObject OfObject(ObjectSpec spec, JsonDirection direction)
    {
        var properties = new JsonObject();
        var required = new List<JsonValue>();
        if (spec.Discriminator is { Json.Length: > 0 } discriminator)
        {
            KeyValuePair<string, JsonValue> property = ((JsonObject)JsonParser.Parse("{" + discriminator.Json + "}")).Single();
            properties[property.Key] = new JsonObject { ["const"] = property.Value };
            required.Add(property.Key);
        }

        foreach (MemberSpec member in spec.Members)
        {
            bool isWritten = member.Write is not WriteCondition.Never;
            bool isRead = member.Read is not ReadTarget.None;
            if (direction is JsonDirection.Sent ? !isWritten : direction is JsonDirection.Received ? !isRead : !isWritten && !isRead) continue;

            bool refusesNull = direction is JsonDirection.Sent ? member.RefusesNullOnWrite : member.RefusesNullOnRead;
            properties[member.JsonName] = IsNullable(member.Type, refusesNull) ? OrNull(Of(member.Type, direction)) : Of(member.Type, direction);
            if (direction is JsonDirection.Sent ? member.Write is WriteCondition.Always : member.IsRequired) required.Add(member.JsonName);
        }

        var schema = new JsonObject { ["type"] = "object" };
        if (properties.Count > 0) schema["properties"] = properties;
        if (required.Count > 0) schema["required"] = new JsonArray(required);
        return schema;
    }

    // The codecs ask no annotation of an element, and so may write and do read null where the type has it.
    private JsonObject OfItem(TypeRef item, JsonDirection direction) =>
        IsNullable(item, refusesNull: false) ? OrNull(Of(item, direction)) : Of(item, direction);

    private static JsonObject OfEnum(EnumSpec spec)
    {
        if (!spec.IsText) return PrimitiveSchemas.Of(spec.Underlying);
        if (spec.IsFlags)
        {
            return new JsonObject
            {
                ["type"] = "string",
                ["description"] = "One or more, with commas between them, of: " + string.Join(", ", spec.Fields.Select(static field => field.JsonName)),
            };
        }

        return new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray(spec.Fields.Select(static field => (JsonValue)field.JsonName)),
        };
    }

    private static bool IsNullable(TypeRef type, bool refusesNull) => type.IsNullableValue || (type.IsReferenceType && !refusesNull);

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema.Count == 0) return schema;
        if (schema.FindString("type") is not { } type || schema.Find("enum") is not null)
            return new JsonObject { ["anyOf"] = new JsonArray([schema, new JsonObject { ["type"] = "null" }]) };

        schema["type"] = new JsonArray([type, "null"]);
        return schema;
    }

    private string Path(string name) => name.Length == 0 ? "#" : _definitionsPath + name;

    /// <summary>A name as AsyncAPI allows it for a component.</summary>
    public static string Key(string name)
    {
        char[] key = name.ToCharArray();
        for (int i = 0; i < key.Length; i++)
            if (key[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))) key[i] = '_';
        return new string(key);
    }
}
