using System.Text.Json.Serialization;

namespace ModeTyped;

/// <summary>
/// Leaves types to a <see cref="JsonSerializerContext"/> of the user's, whose code System.Text.Json generates: exactly
/// those that the context declares with <see cref="JsonSerializableAttribute"/>, wherever the payloads of the assembly, of
/// the contract within a containing type, or of one annotated type reach them. Their JSON follows the context's options.
/// </summary>
/// <param name="contextType">The context.</param>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true)]
public sealed class ModeJsonContextAttribute(Type contextType) : Attribute
{
    /// <summary>The context.</summary>
    public Type ContextType { get; } = contextType;
}
