namespace ModeTyped.Generator.Model;

/// <summary>
/// What one JSON type needs for its codec. Like every model type it is immutable and equal by value, and holds neither
/// symbols nor syntax; the pipeline's caching rests on that.
/// </summary>
/// <param name="Type">The type; its codec is the one to write.</param>
internal abstract record PayloadSpec(TypeRef Type)
{
    /// <summary>The codec class, from <c>global::</c>.</summary>
    public string Codec => Type.Codec;

    /// <summary>The namespace of the codec, without <c>global::</c>.</summary>
    public string Namespace => Codec.Substring("global::".Length, Codec.LastIndexOf('.') - "global::".Length);
}
