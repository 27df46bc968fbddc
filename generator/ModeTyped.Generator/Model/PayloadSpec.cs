namespace ModeTyped.Generator.Model;

/// <summary>What the codec of one type needs.</summary>
internal sealed record PayloadSpec(TypeRef Type)
{
    public string Codec => Type.Codec;
}
