using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>What an annotated type must be like. The generator skips what fails here and analyzers report it.</summary>
internal static class Validity
{
    /// <summary>The first problem of an annotated type.</summary>
    public static TargetProblem ProblemOf(INamedTypeSymbol type, ContractKind kind, CancellationToken cancellationToken)
    {
        if (!IsComplete(type)) return TargetProblem.Incomplete;
        if (!HasLanguageVersion(type)) return TargetProblem.LanguageVersion;
        if (!IsPartial(type, cancellationToken)) return TargetProblem.NotPartial;
        if (type.IsStatic) return TargetProblem.Static;
        if (type.IsRefLikeType) return TargetProblem.RefStruct;
        if (kind is ContractKind.Data && type.IsValueType) return TargetProblem.Incomplete; // The compiler refuses the attribute.
        if (kind is ContractKind.Command or ContractKind.Data && type.IsAbstract && !NamesWhatToCreate(type)) return TargetProblem.Abstract;

        if (kind is not ContractKind.BulkLabel && PayloadTypes.IsEnumerated(type)) return TargetProblem.Enumerated;

        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity > 0) return TargetProblem.Generic;
            if (part.IsFileLocal) return TargetProblem.FileLocal;
            if (!IsAccessible(part)) return TargetProblem.Inaccessible;
            if (IsObsoleteError(part)) return TargetProblem.ObsoleteError;
            if (!IsPartial(part, cancellationToken)) return TargetProblem.ContainerNotPartial;
        }

        return TargetProblem.None;
    }

    /// <summary>Whether other assemblies can see the type and its type arguments.</summary>
    public static bool IsPublic(ITypeSymbol type) => IsSeen(type, part => part.DeclaredAccessibility is Accessibility.Public);

    /// <summary>Whether generated code can name the type and its type arguments.</summary>
    public static bool IsNameable(ITypeSymbol type) => IsSeen(type, part => IsAccessible(part) && !part.IsFileLocal);

    /// <summary>Whether the type and its type arguments exist; the compiler reports those that do not.</summary>
    public static bool Exists(ITypeSymbol type) => IsSeen(type, static part => part.TypeKind is not TypeKind.Error);

    private static bool IsSeen(ITypeSymbol type, Func<INamedTypeSymbol, bool> isSeen)
    {
        if (type is IArrayTypeSymbol array) return IsSeen(array.ElementType, isSeen);
        for (INamedTypeSymbol? part = type as INamedTypeSymbol; part is not null; part = part.ContainingType)
        {
            if (!isSeen(part)) return false;
            foreach (ITypeSymbol argument in part.TypeArguments)
                if (!IsSeen(argument, isSeen)) return false;
        }

        return true;
    }

    /// <summary>Whether every part of a type is declared partial, so that one can be added.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax declaration
                || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return false;
        }

        return true;
    }

    private static bool IsComplete(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)) return false;
            if (!SyntaxFacts.IsValidIdentifier(part.Name) || IsDeclaredTwice(part)) return false;
        }

        for (INamespaceSymbol name = type.ContainingNamespace; !name.IsGlobalNamespace; name = name.ContainingNamespace)
        {
            if (!SyntaxFacts.IsValidIdentifier(name.Name)) return false;
        }

        return true;
    }

    private static bool IsDeclaredTwice(INamedTypeSymbol type) =>
        type.ContainingSymbol is INamespaceOrTypeSymbol container
        && container.GetTypeMembers(type.Name, type.Arity).Count(other => !other.IsFileLocal || type.IsFileLocal) > 1;

    private static bool HasLanguageVersion(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>Whether generated code in the same assembly can name the type, its containing types apart.</summary>
    public static bool IsAccessible(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool NamesWhatToCreate(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute =>
            attribute.AttributeClass is { Name: "JsonDerivedTypeAttribute" or "JsonConverterAttribute", ContainingNamespace.Name: "Serialization" });

    private static bool IsObsoleteError(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute =>
            attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" }
            && attribute.ConstructorArguments.Length == 2 && attribute.ConstructorArguments[1].Value is true);
}
