using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses the members and the constructor of a type that is a JSON object, by System.Text.Json's rules.</summary>
internal sealed class PayloadObjectParser
{
    private readonly PayloadGraphParser _graph;
    private readonly INamedTypeSymbol _type;
    private readonly CancellationToken _cancellationToken;
    private readonly Func<string, bool> _takeLocal;
    private readonly List<string> _locals = ["value", "reader", "writer", "name", "seen"];

    private PayloadObjectParser(PayloadGraphParser graph, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _graph = graph;
        _type = type;
        _cancellationToken = cancellationToken;
        _takeLocal = TakeLocal;
    }

    public static ObjectSpec Parse(PayloadGraphParser graph, INamedTypeSymbol type, TypeRef reference, CancellationToken cancellationToken) =>
        new PayloadObjectParser(graph, type, cancellationToken).Parse(reference);

    private ObjectSpec Parse(TypeRef reference)
    {
        IMethodSymbol? constructor = PayloadConstructors.Select(_type, out string? problem);
        if (problem is not null) _graph.Report(_type, problem);

        List<ISymbol> symbols = PayloadMembers.Find(_type, _graph);
        var members = new List<MemberSpec>(symbols.Count);
        var parameters = new ParameterSpec?[constructor?.Parameters.Length ?? 0];
        bool setsRequired = constructor is not null && JsonAttributes.Has(constructor, "SetsRequiredMembersAttribute");
        foreach (ISymbol symbol in symbols)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            IParameterSymbol? parameter = FindParameter(constructor, symbol);
            if (ParseMember(symbol, parameter, setsRequired, reference) is not { } member) continue;
            if (parameter is not null) parameters[parameter.Ordinal] = new ParameterSpec(member.Local, DefaultOf(parameter));
            members.Add(member);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] is not null) continue;
            parameters[i] = new ParameterSpec("default!", null);
            IParameterSymbol parameter = constructor!.Parameters[i];
            _graph.Report(parameter, $"the constructor's parameter '{parameter.Name}' has no property of its name; rename one of them, or choose another constructor with [JsonConstructor]");
        }

        return new ObjectSpec(
            reference,
            new EquatableArray<MemberSpec>(members.ToArray()),
            new EquatableArray<ParameterSpec>(parameters!),
            CanRead: problem is null && !_type.IsAbstract);
    }

    private MemberSpec? ParseMember(ISymbol symbol, IParameterSymbol? parameter, bool setsRequired, TypeRef owner)
    {
        ITypeSymbol type = symbol is IPropertySymbol p ? p.Type : ((IFieldSymbol)symbol).Type;
        _graph.ReportAttributes(symbol);
        if (_graph.Resolve(type, symbol) is not { } reference) return null;

        bool canGet = symbol is IFieldSymbol || PayloadMembers.IsAccessible(((IPropertySymbol)symbol).GetMethod);
        IMethodSymbol? setter = (symbol as IPropertySymbol)?.SetMethod;
        bool isRequired = symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
        ReadTarget read = parameter is not null ? ReadTarget.Parameter
            : symbol is IFieldSymbol field ? field.IsReadOnly ? ReadTarget.None : ReadTarget.Setter
            : !PayloadMembers.IsAccessible(setter) ? ReadTarget.None
            : isRequired && !setsRequired ? ReadTarget.Initializer
            : setter!.IsInitOnly ? ReadTarget.Accessor
            : ReadTarget.Setter;

        string camelCase = JsonNaming.CamelCase(symbol.Name);
        string? explicitName = JsonAttributes.Argument<string>(JsonAttributes.Find(symbol, "JsonPropertyNameAttribute"));
        return new MemberSpec(
            Identifiers.Escape(symbol.Name),
            explicitName ?? (_graph.Settings.Naming is NamingPolicy.CamelCase ? camelCase : JsonNaming.Convert(symbol.Name, _graph.Settings.Naming)),
            Identifiers.Escape(Identifiers.Unique(camelCase, _takeLocal)),
            reference,
            canGet ? WriteCondition.Always : WriteCondition.Never,
            read,
            RefusesNullOnWrite: PayloadNullability.GetterRefusesNull(symbol),
            RefusesNullOnRead: parameter is not null ? PayloadNullability.ParameterRefusesNull(parameter) : PayloadNullability.SetterRefusesNull(symbol),
            IsRequired: read is ReadTarget.Parameter ? !parameter!.HasExplicitDefaultValue || (isRequired && !setsRequired) : isRequired && !setsRequired && read is not ReadTarget.None,
            SymbolEqualityComparer.Default.Equals(symbol.ContainingType, _type) ? owner.FullName : TypeNames.Of(symbol.ContainingType));
    }

    private static IParameterSymbol? FindParameter(IMethodSymbol? constructor, ISymbol member)
    {
        if (constructor is null) return null;
        foreach (IParameterSymbol parameter in constructor.Parameters)
            if (string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)) return parameter;

        return null;
    }

    private bool TakeLocal(string name)
    {
        if (_locals.Contains(name)) return false;
        _locals.Add(name);
        return true;
    }

    private static string? DefaultOf(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? ConstantText.Of(parameter.Type, parameter.ExplicitDefaultValue) : null;
}
