using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the <c>JsonSerializerContext</c> of a contract: a thin face over its codecs.</summary>
internal static class JsonContextEmitter
{
    private const string Options = "global::System.Text.Json.JsonSerializerOptions";
    private const string Metadata = "global::System.Text.Json.Serialization.Metadata";

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
        writer.Open($"{context.Type.Accessibility} sealed class {name} : global::System.Text.Json.Serialization.JsonSerializerContext, {Metadata}.IJsonTypeInfoResolver");
        writer.Write($$"""
            /// <summary>The context with its own options.</summary>
            public static {{name}} Default { get; } = new();

            /// <summary>Creates a context with its own options.</summary>
            public {{name}}() : base(null)
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
            string info = $"{Metadata}.JsonTypeInfo<{type.FullName}>";
            writer.Write($"""
                /// <summary>Describes {DocComments.Code(type.FullName.Replace("global::", ""))}.</summary>
                public {info} {Identifiers.Escape(Identifiers.Unique(type.Label, taken))} =>
                    ({info})Options.GetTypeInfo(typeof({type.FullName}));

                """);
        }

        writer.Write($$"""
            /// <inheritdoc/>
            protected override {{Options}}? GeneratedSerializerOptions => null;

            /// <inheritdoc/>
            public override {{Metadata}}.JsonTypeInfo? GetTypeInfo(global::System.Type type) =>
                Options.TryGetTypeInfo(type, out {{Metadata}}.JsonTypeInfo? info) ? info : null;

            {{Metadata}}.JsonTypeInfo? {{Metadata}}.IJsonTypeInfoResolver.GetTypeInfo(global::System.Type type, {{Options}} options)
            """);
        writer.Open();
        foreach (TypeRef type in context.Payloads)
        {
            writer.Write($"""
                if (type == typeof({type.FullName}))
                    return global::ModeTyped.Json.JsonPayloadMetadata.Create<{type.FullName}>(options, this, {type.Codec}.Write, {type.Codec}.Read);

                """);
        }

        writer.Write("return null;");
        writer.Close();
        writer.Close();
    });
}
