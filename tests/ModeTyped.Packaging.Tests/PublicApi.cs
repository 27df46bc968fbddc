using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Packaging.Tests;

/// <summary>An assembly's public API as text: one block per type, one line per member, sorted, so that a change of the
/// API is a change of few lines.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat BaseFormat =
        Format.WithKindOptions(SymbolDisplayKindOptions.None).WithMemberOptions(SymbolDisplayMemberOptions.None);

    public static string Of(Stream assembly)
    {
        MetadataReference reference = MetadataReference.CreateFromStream(assembly);
        IEnumerable<MetadataReference> framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ModeTyped", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("api", references: [reference, .. framework]);
        var symbol = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;

        var text = new StringBuilder();
        foreach (IGrouping<string, INamedTypeSymbol> types in TypesOf(symbol.GlobalNamespace)
            .GroupBy(type => type.ContainingNamespace.ToDisplayString())
            .OrderBy(types => types.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (INamedTypeSymbol type in types.OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)) Append(text, type);
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol @namespace => TypesOf(@namespace),
        INamedTypeSymbol type when IsVisible(type) => [type, .. TypesOf(type)],
        _ => [],
    });

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility
        is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static void Append(StringBuilder text, INamedTypeSymbol type)
    {
        text.Append("\n  ").Append(Modifiers(type)).Append(type.ToDisplayString(Format)).Append(Bases(type)).Append('\n');
        if (type.TypeKind is TypeKind.Delegate) return;
        foreach (ISymbol member in type.GetMembers().Where(IsMember).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(Line, StringComparer.Ordinal))
            text.Append("    ").Append(Line(member)).Append('\n');
    }

    private static string Modifiers(INamedTypeSymbol type) => type.TypeKind is not TypeKind.Class ? "public "
        : type.IsStatic ? "public static "
        : type.IsAbstract ? "public abstract "
        : type.IsSealed ? "public sealed "
        : "public ";

    private static string Bases(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate) return "";
        IEnumerable<INamedTypeSymbol> bases = type.Interfaces.Where(i => IsVisible(i) && i.Name != "IEquatable");
        if (type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } baseType)
            bases = bases.Prepend(baseType);
        string list = string.Join(", ", bases.Select(b => b.ToDisplayString(BaseFormat)));
        return list.Length == 0 ? "" : " : " + list;
    }

    private static bool IsMember(ISymbol member) => IsVisible(member) && !member.IsImplicitlyDeclared && member switch
    {
        // What the compiler adds to a record follows from it being one.
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion } method =>
            !method.GetAttributes().Any(a => a.AttributeClass!.Name == "CompilerGeneratedAttribute"),
        IPropertySymbol property => property.Name != "EqualityContract",
        IFieldSymbol or IEventSymbol => true,
        _ => false,
    };

    private static string Line(ISymbol member) => member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field
        ? $"{field.Name} = {field.ConstantValue}"
        : member.ToDisplayString(Format);
}
