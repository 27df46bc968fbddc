using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>The collection types that are JSON arrays and objects, by System.Text.Json's rules.</summary>
internal static class PayloadCollections
{
    private const string Generic = "System.Collections.Generic";
    private const string Concurrent = "System.Collections.Concurrent";
    private const string Immutable = "System.Collections.Immutable";

    /// <summary>The element type of a type that is a JSON array, how to go through it, and how to make one from the builder <c>elements</c>.</summary>
    public static bool TryGetList(ITypeSymbol type, out ITypeSymbol element, out ListAccess access, out string create)
    {
        element = type;
        access = ListAccess.Enumerator;
        create = "elements.ToArray()";
        if (type is IArrayTypeSymbol array)
        {
            element = array.ElementType;
            return array.Rank == 1;
        }

        if (type is not INamedTypeSymbol named) return false;
        if (named is { Arity: 1, ContainingType: null } && FindKnownList(named) is { } known)
        {
            element = named.TypeArguments[0];
            (access, create) = known;
            return true;
        }

        if (FindInterface(named, "ICollection", 1) is not { } collection || FindDictionary(named) is not null || !CanCreate(named)) return false;
        element = collection.TypeArguments[0];
        create = $"elements.AddTo(new {Name(named)}())";
        return true;
    }

    /// <summary>
    /// The key and value types of a type that is a JSON object, and how to make one from the dictionary <c>entries</c>,
    /// whose type is <paramref name="collected"/> where it is no <c>Dictionary</c>.
    /// </summary>
    public static bool TryGetDictionary(ITypeSymbol type, out ITypeSymbol key, out ITypeSymbol value, out string create, out string? collected)
    {
        key = value = type;
        create = "entries";
        collected = null;
        if (type is not INamedTypeSymbol named || FindDictionary(named) is not { } dictionary) return false;

        key = dictionary.TypeArguments[0];
        value = dictionary.TypeArguments[1];
        if (!SymbolEqualityComparer.Default.Equals(dictionary, named))
        {
            collected = Name(named);
            return CanCreate(named);
        }

        create = named.Name switch
        {
            "ImmutableDictionary" or "IImmutableDictionary" => $"global::{Immutable}.ImmutableDictionary.CreateRange(entries)",
            "ImmutableSortedDictionary" => $"global::{Immutable}.ImmutableSortedDictionary.CreateRange(entries)",
            _ => "entries",
        };
        return true;
    }

    /// <summary>Whether a type is a sequence, so that System.Text.Json does not look at its properties.</summary>
    public static bool IsSequence(ITypeSymbol type)
    {
        if (IsEnumerable(type)) return true;
        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
            if (IsEnumerable(implemented)) return true;

        return false;
    }

    private static bool IsEnumerable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_Generic_IEnumerable_T
        || (type is INamedTypeSymbol { Name: "IAsyncEnumerable" } named && TypeNames.IsIn(named, Generic));

    private static (ListAccess Access, string Create)? FindKnownList(INamedTypeSymbol type)
    {
        string element = Name(type.TypeArguments[0]);
        return type.Name switch
        {
            "List" or "ICollection" or "IEnumerable" or "IReadOnlyCollection" when TypeNames.IsIn(type, Generic) =>
                (ListAccess.Enumerator, "elements.ToList()"),
            "IList" or "IReadOnlyList" when TypeNames.IsIn(type, Generic) => (ListAccess.Index, "elements.ToList()"),
            "ISet" when TypeNames.IsIn(type, Generic) =>
                (ListAccess.Enumerator, $"elements.AddTo(new global::{Generic}.HashSet<{element}>())"),
            "Stack" or "Queue" when TypeNames.IsIn(type, Generic) => Known(),
            "ConcurrentStack" or "ConcurrentQueue" when TypeNames.IsIn(type, Concurrent) => Known(),
            "ImmutableArray" when TypeNames.IsIn(type, Immutable) =>
                (ListAccess.ImmutableArray, "global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(elements.ToArray())"),
            "ImmutableList" or "IImmutableList" when TypeNames.IsIn(type, Immutable) => Range("ImmutableList"),
            "ImmutableQueue" or "IImmutableQueue" when TypeNames.IsIn(type, Immutable) => Range("ImmutableQueue"),
            "ImmutableStack" or "IImmutableStack" when TypeNames.IsIn(type, Immutable) => Range("ImmutableStack"),
            "ImmutableHashSet" or "IImmutableSet" when TypeNames.IsIn(type, Immutable) => Range("ImmutableHashSet"),
            "ImmutableSortedSet" when TypeNames.IsIn(type, Immutable) => Range("ImmutableSortedSet"),
            "Memory" or "ReadOnlyMemory" when TypeNames.IsIn(type, "System") => (ListAccess.Span, "elements.ToArray()"),
            _ => null,
        };

        (ListAccess, string) Known() => (ListAccess.Enumerator, $"new {Name(type)}(elements.ToArray())");
        (ListAccess, string) Range(string name) => (ListAccess.Enumerator, $"global::{Immutable}.{name}.CreateRange(elements.ToArray())");
    }

    /// <summary>A dictionary type that is known itself, else the dictionary interface that a type implements.</summary>
    private static INamedTypeSymbol? FindDictionary(INamedTypeSymbol type)
    {
        bool isKnown = type is { Arity: 2, ContainingType: null } && type.Name switch
        {
            "Dictionary" or "IDictionary" or "IReadOnlyDictionary" => TypeNames.IsIn(type, Generic),
            "ImmutableDictionary" or "IImmutableDictionary" or "ImmutableSortedDictionary" => TypeNames.IsIn(type, Immutable),
            _ => false,
        };
        return isKnown ? type : FindInterface(type, "IDictionary", 2);
    }

    /// <summary>The interface of <c>System.Collections.Generic</c> that a type implements once.</summary>
    private static INamedTypeSymbol? FindInterface(INamedTypeSymbol type, string name, int arity)
    {
        INamedTypeSymbol? found = null;
        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            if (implemented.Name != name || implemented.Arity != arity || !TypeNames.IsIn(implemented, Generic)) continue;
            if (found is not null) return null;
            found = implemented;
        }

        return found;
    }

    private static bool CanCreate(INamedTypeSymbol type) =>
        type is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct }
        && type.InstanceConstructors.Any(static c => c is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });

    private static string Name(ITypeSymbol type) => TypeNames.Of(type);
}
