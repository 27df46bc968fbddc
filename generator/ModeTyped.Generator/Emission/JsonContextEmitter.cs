using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the <c>JsonSerializerContext</c> of a contract: a thin face over its codecs.</summary>
internal static class JsonContextEmitter
{
    private const string Options = "global::System.Text.Json.JsonSerializerOptions";
    private const string Serialization = "global::System.Text.Json.Serialization";
    private const string Metadata = Serialization + ".Metadata";
    private const string PayloadMetadata = "global::ModeTyped.Json.JsonPayloadMetadata";

    // What a property must not be called: the members of its class and of the bases.
    private static readonly string[] ContextMembers =
    [
        "Default", "Options", "GeneratedSerializerOptions", "GetTypeInfo",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    public static string Emit(JsonContextSpec context) => SourceFile.Write(context.Type.Container, writer =>
    {
        string name = context.Type.Name;
        writer.Write($"""
            /// <summary>Tells System.Text.Json of the contract's payloads.</summary>
            {SourceFile.GeneratedCode}
            """);
        writer.Open($"{context.Type.Accessibility} sealed class {name} : {Serialization}.JsonSerializerContext, {Metadata}.IJsonTypeInfoResolver");
        writer.Write($$"""
            /// <summary>The context with the contract's own options.</summary>
            public static {{name}} Default { get; } = new();

            /// <summary>Creates a context with the contract's own options.</summary>
            public {{name}}() : base({{CreateOptions(context.Settings, [])}})
            {
            }

            /// <summary>Creates a context for other options. The form of the contract's payloads is theirs all the same.</summary>
            /// <param name="options">The options.</param>
            public {{name}}({{Options}} options) : base(options)
            {
            }

            """);

        var taken = new HashSet<string>(ContextMembers, StringComparer.Ordinal) { name };
        foreach (TypeRef type in context.Payloads)
        {
            string info = $"{Metadata}.JsonTypeInfo<{NameOf(type)}>";
            string label = type.IsNullableValue ? "Nullable" + type.Label : type.Label;
            writer.Write($"""
                /// <summary>Describes {DocComments.Code(NameOf(type).Replace("global::", ""))}.</summary>
                public {info} {Identifiers.Escape(Identifiers.Unique(label, taken))} =>
                    ({info})Options.GetTypeInfo(typeof({NameOf(type)}));

                """);
        }

        writer.Write($$"""
            /// <inheritdoc/>
            protected override {{Options}}? GeneratedSerializerOptions => Default.Options;

            /// <inheritdoc/>
            public override {{Metadata}}.JsonTypeInfo? GetTypeInfo(global::System.Type type) =>
                Options.TryGetTypeInfo(type, out {{Metadata}}.JsonTypeInfo? info) ? info : null;

            {{Metadata}}.JsonTypeInfo? {{Metadata}}.IJsonTypeInfoResolver.GetTypeInfo(global::System.Type type, {{Options}} options)
            """);
        writer.Open();
        foreach (TypeRef type in context.Payloads)
        {
            writer.Write($"""
                if (type == typeof({NameOf(type)}))
                    return {PayloadMetadata}.{Create(type)};

                """);
        }

        writer.Write("return null;");
        writer.Close();
        writer.Close();
    });

    /// <summary>An expression of new options with a contract's settings.</summary>
    public static string CreateOptions(JsonSettings settings, IEnumerable<string> resolvers)
    {
        string arguments = string.Concat(resolvers.Select(static resolver => ", " + resolver));
        return $"{PayloadMetadata}.CreateOptions("
            + $"{Serialization}.JsonKnownNamingPolicy.{settings.Naming}, "
            + $"{Serialization}.JsonIgnoreCondition.{settings.Ignore}, "
            + $"{CodecEmitter.Handling(settings.Numbers)}, "
            + $"refuseUnmapped: {Literals.Bool(settings.RefusesUnmapped)}, "
            + $"refuseDuplicates: {Literals.Bool(settings.RefusesDuplicates)}{arguments})";
    }

    private static string Create(TypeRef type)
    {
        if (type.IsNullableValue) return $"CreateNullable<{type.FullName}>(options, this)";
        if (type.Primitive is null) return $"Create<{type.FullName}>(options, this, {type.Codec}.Write, {type.Codec}.Read)";
        string converter = type.Primitive switch
        {
            "MemoryOfByte" => "MemoryByteConverter",
            "ReadOnlyMemoryOfByte" => "ReadOnlyMemoryByteConverter",
            _ => type.Primitive + "Converter",
        };
        return $"CreatePrimitive<{type.FullName}>(options, this, {Metadata}.JsonMetadataServices.{converter}!)";
    }

    private static string NameOf(TypeRef type) => type.IsNullableValue ? type.FullName + "?" : type.FullName;
}
