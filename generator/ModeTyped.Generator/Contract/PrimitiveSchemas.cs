namespace ModeTyped.Generator.Contract;

/// <summary>The JSON Schemas of what the runtime reads and writes itself, as System.Text.Json writes it.</summary>
internal static class PrimitiveSchemas
{
    /// <summary>The schema of a primitive, such as <c>Int32</c>.</summary>
    public static JsonObject Of(string primitive) => primitive switch
    {
        "Boolean" => Type("boolean"),
        "SByte" => Integer("-128", "127"),
        "Byte" => Integer("0", "255"),
        "Int16" => Integer("-32768", "32767"),
        "UInt16" => Integer("0", "65535"),
        "Int32" => Integer("-2147483648", "2147483647"),
        "UInt32" => Integer("0", "4294967295"),
        "Int64" => Integer("-9223372036854775808", "9223372036854775807"),
        "UInt64" => Integer("0", "18446744073709551615"),
        "Int128" => Type("integer"),
        "UInt128" => Integer("0", null),
        "Half" or "Single" or "Double" or "Decimal" => Type("number"),
        "Char" => With(With(Type("string"), "minLength", 1), "maxLength", 1),
        "String" => Type("string"),
        "Guid" => Formatted("uuid"),
        "Uri" => Formatted("uri-reference"),
        "DateOnly" => Formatted("date"),
        "DateTimeOffset" => Formatted("date-time"),

        // Without an offset the time is local, which the format date-time has not.
        "DateTime" => Pattern(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$"),
        "TimeOnly" => Pattern(@"^\d{2}:\d{2}:\d{2}(\.\d{1,7})?$"),
        "TimeSpan" => Pattern(@"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$"),
        "Version" => Pattern(@"^\d+(\.\d+){1,3}$"),
        "ByteArray" or "MemoryOfByte" or "ReadOnlyMemoryOfByte" => With(Type("string"), "contentEncoding", "base64"),
        _ => [],
    };

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Formatted(string format) => With(Type("string"), "format", format);

    private static JsonObject Pattern(string pattern) => With(Type("string"), "pattern", pattern);

    private static JsonObject Integer(string minimum, string? maximum)
    {
        JsonObject schema = With(Type("integer"), "minimum", new JsonScalar(minimum));
        return maximum is null ? schema : With(schema, "maximum", new JsonScalar(maximum));
    }

    private static JsonObject With(JsonObject schema, string keyword, JsonValue value)
    {
        schema[keyword] = value;
        return schema;
    }
}
