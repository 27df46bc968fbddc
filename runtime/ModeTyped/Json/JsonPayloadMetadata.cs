using System.ComponentModel;
using System.Text.Json;
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
        JsonTypeInfo<T> info = JsonMetadataServices.CreateValueInfo<T>(options, new JsonPayloadConverter<T>(write, read));
        info.OriginatingResolver = resolver;
        return info;
    }
}
