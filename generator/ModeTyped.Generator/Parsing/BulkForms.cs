using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// What a bulk label says of its data by the interfaces that it declares. The generator makes nothing where a type lacks
/// the JSON form that it needs, and an analyzer reports why.
/// </summary>
internal sealed class BulkForms
{
    private const string NotNameable = "it is private or protected, where generated code cannot name it; make it internal or public";

    private readonly INamedTypeSymbol _label;
    private readonly Action<PayloadProblem>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly List<BulkFormProblem> _problems = [];

    private BulkForms(INamedTypeSymbol label, Action<PayloadProblem>? report, CancellationToken cancellationToken)
    {
        _label = label;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What <c>IBulkData</c> or <c>IBulkEncoder</c> sends.</summary>
    public ITypeSymbol? Payload { get; private set; }

    /// <summary>The JSON form of the payload; null where the label has an encoder of its own.</summary>
    public PayloadGraph? PayloadGraph { get; private set; }

    public ITypeSymbol? Request { get; private set; }

    public PayloadGraph? RequestGraph { get; private set; }

    public ITypeSymbol? Response { get; private set; }

    public PayloadGraph? ResponseGraph { get; private set; }

    /// <summary>Whether every type has the JSON form that it needs.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The types that do not, where it is not the compiler that says so.</summary>
    public IReadOnlyList<BulkFormProblem> Problems => _problems;

    /// <summary>Parses what a bulk label declares.</summary>
    /// <param name="label">The label's type.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <param name="report">Told of everything within the types that has no JSON form.</param>
    public static BulkForms Parse(INamedTypeSymbol label, CancellationToken cancellationToken, Action<PayloadProblem>? report = null)
    {
        var forms = new BulkForms(label, report, cancellationToken);
        foreach (INamedTypeSymbol declared in label.AllInterfaces)
        {
            if (declared.ContainingNamespace is { Name: "ModeTyped", ContainingNamespace.IsGlobalNamespace: true }) forms.Add(declared);
        }

        return forms;
    }

    private void Add(INamedTypeSymbol declared)
    {
        switch (declared.MetadataName)
        {
            case KnownTypes.BulkExchange when Request is null:
                Request = declared.TypeArguments[0];
                Response = declared.TypeArguments[1];
                RequestGraph = Parse(Request, "request", mustBeObject: true);
                ResponseGraph = Parse(Response, "response", mustBeObject: true);
                break;
            case KnownTypes.BulkData when PayloadGraph is null:
                Payload = declared.TypeArguments[0];
                PayloadGraph = Parse(Payload, "payload", mustBeObject: false);
                break;
            case KnownTypes.BulkEncoder when Payload is null:
                Payload = declared.TypeArguments[0];
                Complete(Payload, "payload", Validity.Exists(Payload) && !Validity.IsNameable(Payload) ? NotNameable : null);
                break;
        }
    }

    private PayloadGraph? Parse(ITypeSymbol type, string role, bool mustBeObject)
    {
        string? problem = null;
        PayloadGraph? graph = PayloadGraphParser.Parse(type, _label, _cancellationToken, found =>
        {
            if (SymbolEqualityComparer.Default.Equals(found.Symbol, type)) problem ??= found.Message;
            else _report?.Invoke(found);
        });
        if (Validity.Exists(type))
        {
            if (!Validity.IsNameable(type)) problem = NotNameable;
            else if (graph is null) problem ??= "it is a plain value; put it into a member of a record";
            else if (mustBeObject && !IsObject(graph.Payloads[0], type)) problem = "its JSON is not an object; put the value into a member of a record";
        }

        Complete(type, role, problem);
        IsComplete &= graph is not null;
        return graph;
    }

    private void Complete(ITypeSymbol type, string role, string? problem)
    {
        IsComplete &= problem is null && Validity.Exists(type);
        if (problem is not null) _problems.Add(new BulkFormProblem(type, role, problem));
    }

    private static bool IsObject(PayloadSpec payload, ITypeSymbol type) =>
        payload is DictionarySpec
        || (payload is not (ListSpec or EnumSpec) && !(type is INamedTypeSymbol named && PayloadTypes.IsEnumerated(named)));
}
