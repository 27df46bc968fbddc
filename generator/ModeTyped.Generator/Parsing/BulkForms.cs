using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// What a bulk label says of its data by the interfaces that it declares. The generator makes nothing where there is a
/// problem, and an analyzer reports the same one.
/// </summary>
internal sealed class BulkForms
{
    private readonly List<(ITypeSymbol Payload, string Role, string Problem)> _problems = [];

    private BulkForms()
    {
    }

    /// <summary>What <c>IBulkData</c> or <c>IBulkEncoder</c> sends.</summary>
    public ITypeSymbol? Payload { get; private set; }

    /// <summary>Null for raw bytes and where the label has an encoder of its own.</summary>
    public PayloadGraph? PayloadGraph { get; private set; }

    public ITypeSymbol? Request { get; private set; }

    public PayloadGraph? RequestGraph { get; private set; }

    public ITypeSymbol? Response { get; private set; }

    public PayloadGraph? ResponseGraph { get; private set; }

    /// <summary>The types that cannot be what they are declared for, and why not, with the remedy.</summary>
    public IReadOnlyList<(ITypeSymbol Payload, string Role, string Problem)> Problems => _problems;

    public static BulkForms Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var forms = new BulkForms();
        foreach (INamedTypeSymbol declared in type.AllInterfaces)
        {
            if (declared is not { Arity: > 0, ContainingNamespace: { Name: "ModeTyped", ContainingNamespace.IsGlobalNamespace: true } }) continue;

            switch (declared.MetadataName)
            {
                case KnownTypes.BulkExchange when forms.Request is null:
                    forms.Request = declared.TypeArguments[0];
                    forms.Response = declared.TypeArguments[1];
                    forms.RequestGraph = forms.Parse(forms.Request, "request", mustBeObject: true, type, cancellationToken);
                    forms.ResponseGraph = forms.Parse(forms.Response, "response", mustBeObject: true, type, cancellationToken);
                    break;
                case KnownTypes.BulkData when forms.PayloadGraph is null:
                    forms.Payload = declared.TypeArguments[0];
                    forms.PayloadGraph = forms.Parse(forms.Payload, "payload", mustBeObject: false, type, cancellationToken);
                    break;
                case KnownTypes.BulkEncoder:
                    forms.Payload ??= declared.TypeArguments[0];
                    break;
            }
        }

        return forms;
    }

    private PayloadGraph? Parse(
        ITypeSymbol payload, string role, bool mustBeObject, INamedTypeSymbol label, CancellationToken cancellationToken)
    {
        string? problem = null;
        PayloadGraph? graph = PayloadGraphParser.Parse(payload, label, cancellationToken, (at, reason) =>
        {
            if (SymbolEqualityComparer.Default.Equals(at, payload)) problem ??= reason;
        });
        string name = payload.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (payload.TypeKind is not TypeKind.Error && !Validity.IsNameable(payload)) problem = "it is private or protected, where generated code cannot name it; make it internal or public";
        else if (graph is null) problem ??= $"'{name}' is no payload type; put the value into a member of a record";
        else if (mustBeObject && graph.Payloads[0] is ListSpec or EnumSpec) problem = "its JSON is not an object; put the value into a member of a record";

        if (problem is not null) _problems.Add((payload, role, problem));
        return graph;
    }
}
