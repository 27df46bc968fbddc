using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>A property or field that System.Text.Json looks at, and what its attributes say.</summary>
/// <param name="symbol">The property or field.</param>
/// <param name="camelCase">Its name as a local variable has it.</param>
/// <param name="jsonName">Its name in JSON.</param>
/// <param name="ignore">When it is left out; null where it does not say.</param>
/// <param name="isHidden">Whether a member of a derived type has its name, so that only a cast reaches it.</param>
internal sealed class PayloadMember(ISymbol symbol, string camelCase, string jsonName, IgnoreCondition? ignore, bool isHidden)
{
    public ISymbol Symbol => symbol;

    public string CamelCase => camelCase;

    public string JsonName => jsonName;

    public IgnoreCondition? Ignore => ignore;

    public bool IsIgnored => ignore is IgnoreCondition.Always;

    public bool IsHidden => isHidden;

    public ITypeSymbol Type => symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;

    public bool IsIncluded { get; } = JsonAttributes.Has(symbol, "JsonIncludeAttribute");

    public bool IsRequiredByLanguage => symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>What a getter or the field itself says of access; null where there is none that counts.</summary>
    public ISymbol? Getter => symbol is IPropertySymbol property ? Counting(property.GetMethod) : symbol;

    /// <summary>What a setter or the field itself says of access; null where there is none that counts.</summary>
    public ISymbol? Setter => symbol switch
    {
        IPropertySymbol property => Counting(property.SetMethod),
        IFieldSymbol { IsReadOnly: false } => symbol,
        _ => null,
    };

    public bool IsInitOnly => symbol is IPropertySymbol { SetMethod.IsInitOnly: true };

    /// <summary>Whether a property is public in part, or <c>[JsonInclude]</c> makes up for it.</summary>
    public static bool Counts(IPropertySymbol property) =>
        IsPublic(property.GetMethod) || IsPublic(property.SetMethod) || JsonAttributes.Has(property, "JsonIncludeAttribute");

    private IMethodSymbol? Counting(IMethodSymbol? accessor) => IsIncluded || IsPublic(accessor) ? accessor : null;

    private static bool IsPublic(IMethodSymbol? accessor) => accessor is { DeclaredAccessibility: Accessibility.Public };
}
