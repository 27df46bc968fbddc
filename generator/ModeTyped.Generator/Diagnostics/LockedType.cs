using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Model;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>An annotated type as the lock would record it, and where its members stand.</summary>
internal sealed class LockedType
{
    private readonly Annotation _annotation;
    private readonly ContractMessage _message;
    private readonly IReadOnlyDictionary<string, ITypeSymbol> _roots;

    private LockedType(Annotation annotation, ContractMessage message, IReadOnlyDictionary<string, ITypeSymbol> roots)
    {
        _annotation = annotation;
        _message = message;
        _roots = roots;
        Entry = ContractEntry.Of(message);
    }

    public ContractEntry Entry { get; }

    /// <summary>The contract that a type belongs to, as the lock names it.</summary>
    public static string ContractOf(INamedTypeSymbol type)
    {
        ContainerSpec container = TargetParser.Parse(type).Container;
        return container.Types.IsEmpty ? ContractEntry.TopLevel : container.MetadataName;
    }

    /// <summary>Parses an annotated type; null where it has an error, which another rule reports.</summary>
    public static LockedType? Parse(Annotation annotation, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = annotation.Type;
        if (annotation.Name is not { } name
            || NameValidity.FindNameProblem(annotation.Kind, name) is not null
            || Validity.ProblemOf(type, annotation.Kind, cancellationToken) != TargetProblem.None)
            return null;

        int qualityOfService = annotation.GetNumber("QualityOfService") is 0 ? 0 : 1;
        TargetType target = TargetParser.Parse(type);
        if (annotation.Kind is not ContractKind.BulkLabel)
        {
            if (PayloadGraphParser.Parse(type, type, cancellationToken) is not { } graph) return null;

            bool isFamily = annotation.Kind is ContractKind.Data && NameValidity.IsDataFamily(name);
            return new LockedType(
                annotation,
                new ContractMessage(
                    annotation.Kind,
                    target,
                    isFamily ? name.Substring(0, name.Length - 1) : name,
                    qualityOfService,
                    isFamily,
                    graph.Root,
                    SendsBytes: false,
                    Exchange: null,
                    graph.Payloads),
                new Dictionary<string, ITypeSymbol> { [ContractEntry.ContentProperty(annotation.Kind)] = type });
        }

        BulkForms forms = BulkForms.Parse(type, cancellationToken);
        if (!forms.IsComplete) return null;

        var roots = new Dictionary<string, ITypeSymbol>();
        if (forms.Payload is { } payload) roots["data"] = payload;
        if (forms.Request is { } request) roots["request"] = request;
        if (forms.Response is { } response) roots["response"] = response;
        return new LockedType(
            annotation,
            new ContractMessage(
                ContractKind.BulkLabel,
                target,
                name,
                qualityOfService,
                IsFamily: false,
                forms.PayloadGraph?.Root,
                SendsBytes: forms.Payload is null ? forms.Request is null : forms.PayloadGraph is null,
                forms.RequestGraph is { } requests && forms.ResponseGraph is { } responses ? new ExchangeTypes(requests.Root, responses.Root) : null,
                PayloadGrouping.Flatten(
                    [forms.PayloadGraph?.Payloads ?? [], forms.RequestGraph?.Payloads ?? [], forms.ResponseGraph?.Payloads ?? []])),
            roots);
    }

    /// <summary>Where the member stands that a path of JSON names leads to, or the annotated type.</summary>
    public Location LocationOf(string payload, IReadOnlyList<string> path)
    {
        Location location = _annotation.TypeLocation;
        if (!_roots.TryGetValue(payload, out ITypeSymbol? type)) return location;

        foreach (string name in path)
        {
            type = Element(type);
            if (FindMember(type, name) is not { } member) break;
            if (member.Locations[0].IsInSource) location = member.Locations[0];
            type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        }

        return location;
    }

    private ISymbol? FindMember(ITypeSymbol type, string jsonName)
    {
        foreach (ITypeSymbol declaring in (IEnumerable<ITypeSymbol>)[type, .. JsonAttributes.DerivedTypes(type)])
            foreach (MemberSpec member in FindObject(declaring)?.Members ?? [])
                if (member.JsonName == jsonName) return FindDeclaration(declaring, member.Name.TrimStart('@'));

        return null;
    }

    private static ISymbol? FindDeclaration(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            foreach (ISymbol member in current.GetMembers(name))
                if (member is IPropertySymbol or IFieldSymbol) return member;

        return null;
    }

    // The value of a nullable, the element of a collection, the value of a dictionary: the last type argument of each.
    private ITypeSymbol Element(ITypeSymbol type)
    {
        while (FindObject(type) is null)
        {
            if (type is IArrayTypeSymbol array) type = array.ElementType;
            else if (type is INamedTypeSymbol { TypeArguments.Length: > 0 } named) type = named.TypeArguments[named.TypeArguments.Length - 1];
            else break;
        }

        return type;
    }

    private ObjectSpec? FindObject(ITypeSymbol type)
    {
        string fullName = TypeNames.Of(type);
        foreach (PayloadSpec payload in _message.Payloads)
            if (payload is ObjectSpec spec && spec.Type.FullName == fullName) return spec;

        return null;
    }
}
