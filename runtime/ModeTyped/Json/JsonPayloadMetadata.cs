using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ModeTyped.Json;

/// <summary>Describes generated codecs to System.Text.Json, for the generated <c>JsonSerializerContext</c>s.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonPayloadMetadata
{
    /// <summary>The description of one type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options that ask.</param>
    /// <param name="resolver">The context.</param>
    /// <param name="write">Writes a value.</param>
    /// <param name="read">Reads a value.</param>
    public static JsonTypeInfo Create<T>(
        JsonSerializerOptions options,
        IJsonTypeInfoResolver resolver,
        JsonPayloadWrite<T> write,
        JsonPayloadRead<T?> read)
    {
        JsonTypeInfo info = CreatePrimitive(options, resolver, new JsonPayloadConverter<T>(write, read));

        // The codec tells derived types apart itself; System.Text.Json refuses to do so around a converter.
        info.PolymorphismOptions = null;
        return info;
    }

    /// <summary>The description of a type that System.Text.Json itself reads and writes.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options that ask.</param>
    /// <param name="resolver">The context.</param>
    /// <param name="converter">System.Text.Json's converter.</param>
    public static JsonTypeInfo CreatePrimitive<T>(JsonSerializerOptions options, IJsonTypeInfoResolver resolver, JsonConverter<T> converter)
    {
        JsonTypeInfo<T> info = JsonMetadataServices.CreateValueInfo<T>(options, converter);
        info.OriginatingResolver = resolver;
        return info;
    }

    /// <summary>The description of a nullable value type.</summary>
    /// <typeparam name="T">The type within.</typeparam>
    /// <param name="options">The options that ask.</param>
    /// <param name="resolver">The context.</param>
    public static JsonTypeInfo CreateNullable<T>(JsonSerializerOptions options, IJsonTypeInfoResolver resolver)
        where T : struct =>
        CreatePrimitive(options, resolver, JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>The options of a contract, for System.Text.Json.</summary>
    /// <param name="naming">How property names come from C# names.</param>
    /// <param name="ignore">When members are left out.</param>
    /// <param name="numbers">Whether numbers may stand in strings.</param>
    /// <param name="refuseUnmapped">Whether reading fails at a property that no member takes.</param>
    /// <param name="refuseDuplicates">Whether reading fails at a property that came before.</param>
    /// <param name="resolvers">The contexts; empty where the context takes the options over.</param>
    public static JsonSerializerOptions CreateOptions(
        JsonKnownNamingPolicy naming,
        JsonIgnoreCondition ignore,
        JsonNumberHandling numbers,
        bool refuseUnmapped,
        bool refuseDuplicates,
        params IJsonTypeInfoResolver[] resolvers)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming switch
            {
                JsonKnownNamingPolicy.CamelCase => JsonNamingPolicy.CamelCase,
                JsonKnownNamingPolicy.SnakeCaseLower => JsonNamingPolicy.SnakeCaseLower,
                JsonKnownNamingPolicy.SnakeCaseUpper => JsonNamingPolicy.SnakeCaseUpper,
                JsonKnownNamingPolicy.KebabCaseLower => JsonNamingPolicy.KebabCaseLower,
                JsonKnownNamingPolicy.KebabCaseUpper => JsonNamingPolicy.KebabCaseUpper,
                _ => null,
            },
            DefaultIgnoreCondition = ignore,
            NumberHandling = numbers,
            UnmappedMemberHandling = refuseUnmapped ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
#if NET9_0_OR_GREATER
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
#endif
#if NET10_0_OR_GREATER
            AllowDuplicateProperties = !refuseDuplicates,
#endif
        };
        if (resolvers.Length > 0)
        {
            options.TypeInfoResolver = JsonTypeInfoResolver.Combine(resolvers);
            options.MakeReadOnly();
        }

        return options;
    }
}
