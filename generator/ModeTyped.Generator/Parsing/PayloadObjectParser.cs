using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Parses the members and the constructor of a type that is a JSON object, by System.Text.Json's rules.</summary>
internal sealed class PayloadObjectParser
{
    // What the generated methods name beside the members.
    private static readonly string[] ReservedLocals =
        ["value", "reader", "writer", "name", "seen", "seen2", "entry", "present", "extension", "defaults", "global"];

    private readonly PayloadGraphParser _graph;
    private readonly INamedTypeSymbol _type;
    private readonly IMethodSymbol? _constructor;
    private readonly bool _initializes;
    private readonly NumberHandling? _numbers;
    private readonly TypeRef _reference;
    private readonly Func<string, bool> _takeLocal;

    private readonly List<string> _locals = new(8);

    private PayloadObjectParser(PayloadGraphParser graph, INamedTypeSymbol type, TypeRef reference, IMethodSymbol? constructor)
    {
        _graph = graph;
        _type = type;
        _reference = reference;
        _takeLocal = TakeLocal;
        _constructor = constructor;

        // Whether required members stand in an object initializer, which an accessor of a constructor has not.
        _initializes = constructor is null || (!JsonAttributes.Has(constructor, "SetsRequiredMembersAttribute") && IsReachable(constructor));
        _numbers = JsonAttributes.NumberHandling(type);
    }

    /// <summary>Parses a type, alone or with the property that tells it from other types.</summary>
    public static ObjectSpec Parse(
        PayloadGraphParser graph,
        INamedTypeSymbol type,
        TypeRef reference,
        DiscriminatorSpec? discriminator,
        CancellationToken cancellationToken)
    {
        IMethodSymbol? constructor = PayloadConstructors.Select(type, out string? problem);
        if (problem is not null) graph.Report(type, problem);
        return new PayloadObjectParser(graph, type, reference, constructor).Parse(discriminator, canCreate: problem is null, cancellationToken);
    }

    private ObjectSpec Parse(DiscriminatorSpec? discriminator, bool canCreate, CancellationToken cancellationToken)
    {
        List<PayloadMember> found = PayloadMembers.Find(_type, _graph);
        var members = new List<MemberSpec>(found.Count);
        Dictionary<MemberSpec, int>? orders = null;
        List<string> ignoredNames = [];
        List<string> unsetNames = [];
        var parameters = new ParameterSpec?[_constructor?.Parameters.Length ?? 0];
        ExtensionDataSpec? extensionData = null;
        foreach (PayloadMember member in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!member.IsIgnored) _graph.ReportAttributes(member.Symbol);
            IParameterSymbol? parameter = FindParameter(member);
            if (discriminator?.Property == member.JsonName)
                _graph.Report(member.Symbol, $"its name in JSON is that of the type discriminator '{member.JsonName}'; rename it with [JsonPropertyName], or the discriminator with [JsonPolymorphic]");

            if (member.IsIgnored)
            {
                ignoredNames.Add(member.JsonName);
                if (IsRequired(member))
                    _graph.Report(member.Symbol, "it is required and has [JsonIgnore], so that reading could never set it; remove one of the two");
                if (parameter is { HasExplicitDefaultValue: false })
                    _graph.Report(member.Symbol, "it has [JsonIgnore], but the constructor needs a value for it; give the parameter a default value");
            }
            else if (JsonAttributes.Has(member.Symbol, "JsonExtensionDataAttribute"))
            {
                if (extensionData is not null) _graph.Report(member.Symbol, $"'{_type.Name}' has several members with [JsonExtensionData]; leave it to one");
                else if (parameter is not null) _graph.Report(member.Symbol, "a member with [JsonExtensionData] cannot be set by the constructor; rename the parameter, or choose another constructor with [JsonConstructor]");
                else extensionData = ExtensionDataParser.Parse(_graph, this, member);
                continue;
            }
            else if (ParseMember(member, parameter) is { } spec)
            {
                if (parameter is not null) parameters[parameter.Ordinal] = ParameterOf(parameter, spec.Local, DefaultOf(parameter));
                members.Add(spec);
                if (JsonAttributes.Find(member.Symbol, "JsonPropertyOrderAttribute") is { } order)
                    (orders ??= []).Add(spec, JsonAttributes.Argument<int>(order));
                continue;
            }

            if (parameter is not null) parameters[parameter.Ordinal] = ParameterOf(parameter, DefaultOf(parameter) ?? "default!", null);
            if (member.IsRequiredByLanguage && _initializes) unsetNames.Add(Identifiers.Escape(member.Symbol.Name));
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            IParameterSymbol parameter = _constructor!.Parameters[i];
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
                _graph.Report(parameter, $"the constructor's parameter '{parameter.Name}' is passed by reference; choose another constructor with [JsonConstructor]");
            if (parameters[i] is not null) continue;
            parameters[i] = ParameterOf(parameter, "default!", null);
            _graph.Report(parameter, $"the constructor's parameter '{parameter.Name}' has no property of its name and type; rename one of them, or choose another constructor with [JsonConstructor]");
        }

        bool refusesUnmapped = RefusesUnmapped(extensionData is not null);
        return new ObjectSpec(
            _reference,
            InOrder(members, orders),
            new EquatableArray<ParameterSpec>(parameters!),
            CreationOf(canCreate),
            extensionData,
            Callbacks(),
            refusesUnmapped,
            _graph.Settings.RefusesDuplicates,
            refusesUnmapped || extensionData is not null ? ignoredNames.ToEquatableArray() : [],
            unsetNames.ToEquatableArray(),
            discriminator);
    }

    private MemberSpec? ParseMember(PayloadMember member, IParameterSymbol? parameter)
    {
        ISymbol symbol = member.Symbol;
        if (symbol is IPropertySymbol { RefKind: not RefKind.None })
        {
            _graph.Report(symbol, "a property that returns a reference has no JSON form; give it [JsonIgnore]");
            return null;
        }

        AttributeData? converter = JsonAttributes.Find(symbol, "JsonConverterAttribute");
        if (_graph.Resolve(member.Type, symbol, converter, NumbersOf(member)) is not { } type) return null;

        ReadTarget read = ReadTargetOf(member, parameter);
        bool isRequired = IsRequired(member) || JsonAttributes.Has(symbol, "JsonRequiredAttribute");
        if (isRequired && read is ReadTarget.None)
            _graph.Report(symbol, "it is required, but reading cannot set it; give it a public setter, or [JsonInclude]");

        return Member(
            member,
            type,
            WriteConditionOf(member, type),
            read,
            parameter,
            isRequired: read is not ReadTarget.None && (isRequired || parameter is { HasExplicitDefaultValue: false }),
            mustInitialize: member.IsRequiredByLanguage && _initializes);
    }

    /// <summary>What all members have in common.</summary>
    public MemberSpec Member(
        PayloadMember member,
        TypeRef type,
        WriteCondition write,
        ReadTarget read,
        IParameterSymbol? parameter = null,
        bool isRequired = false,
        bool mustInitialize = false)
    {
        ISymbol symbol = member.Symbol;
        bool getsByAccessor = write is not WriteCondition.Never && !PayloadTypes.IsAccessible(member.Getter!, _graph.Assembly);
        if (symbol.ContainingType.IsGenericType && (getsByAccessor || read is ReadTarget.Accessor))
            _graph.Report(symbol, $"generated code cannot reach it in the generic type '{symbol.ContainingType.Name}'; make it internal or public");

        return new MemberSpec(
            Identifiers.Escape(symbol.Name),
            member.JsonName,
            Identifiers.Escape(Identifiers.Unique(member.CamelCase, _takeLocal)),
            type,
            write,
            read,
            RefusesNullOnWrite: PayloadNullability.GetterRefusesNull(symbol),
            RefusesNullOnRead: parameter is not null ? PayloadNullability.ParameterRefusesNull(parameter) : PayloadNullability.SetterRefusesNull(symbol),
            isRequired,
            SymbolEqualityComparer.Default.Equals(symbol.ContainingType, _type) ? _reference.FullName : TypeNames.Of(symbol.ContainingType),
            IsField: symbol is IFieldSymbol,
            member.IsHidden,
            getsByAccessor,
            mustInitialize);
    }

    public ReadTarget ReadTargetOf(PayloadMember member, IParameterSymbol? parameter = null)
    {
        if (member.Ignore is IgnoreCondition.WhenReading) return ReadTarget.None;
        if (parameter is not null) return ReadTarget.Parameter;
        if (member.Setter is not { } setter) return ReadTarget.None;
        if (!PayloadTypes.IsAccessible(setter, _graph.Assembly)) return ReadTarget.Accessor;
        if (member.IsRequiredByLanguage && _initializes) return ReadTarget.Initializer;
        if (!member.IsInitOnly) return ReadTarget.Setter;
        return member.Symbol.ContainingType.IsGenericType && member.Getter is not null ? ReadTarget.InitializerOrDefault : ReadTarget.Accessor;
    }

    private WriteCondition WriteConditionOf(PayloadMember member, TypeRef type)
    {
        if (member.Getter is null || member.Ignore is IgnoreCondition.WhenWriting) return WriteCondition.Never;

        bool canBeNull = type.IsReferenceType || type.IsNullableValue;
        switch (member.Ignore ?? _graph.Settings.Ignore)
        {
            case IgnoreCondition.WhenWritingDefault: return canBeNull ? WriteCondition.WhenNotNull : WriteCondition.WhenNotDefault;
            case IgnoreCondition.WhenWritingNull when canBeNull: return WriteCondition.WhenNotNull;
            case IgnoreCondition.WhenWritingNull when member.Ignore is not null:
                _graph.Report(member.Symbol, "its [JsonIgnore] says WhenWritingNull, but its value is never null; use WhenWritingDefault, or declare it nullable");
                return WriteCondition.Always;
            default: return WriteCondition.Always;
        }
    }

    private NumberHandling? NumbersOf(PayloadMember member)
    {
        NumberHandling? own = JsonAttributes.NumberHandling(member.Symbol);
        if ((own ?? _numbers) is null) return null;
        if (PayloadGraphParser.TakesNumberHandling(member.Type)) return own ?? _numbers;
        if (own is not (null or NumberHandling.Strict))
            _graph.Report(member.Symbol, "[JsonNumberHandling] is for numbers and collections of numbers, and this is neither; remove it");
        return null;
    }

    private IParameterSymbol? FindParameter(PayloadMember member)
    {
        if (_constructor is null) return null;
        foreach (IParameterSymbol parameter in _constructor.Parameters)
        {
            if (string.Equals(parameter.Name, member.Symbol.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(parameter.Type, member.Type)) return parameter;
        }

        return null;
    }

    private bool RefusesUnmapped(bool hasExtensionData)
    {
        if (JsonAttributes.Find(_type, "JsonUnmappedMemberHandlingAttribute") is not { } attribute) return _graph.Settings.RefusesUnmapped && !hasExtensionData;
        bool refuses = JsonAttributes.Argument<int>(attribute) == 1;
        if (refuses && hasExtensionData)
            _graph.Report(_type, $"'{_type.Name}' refuses unmapped members and has a member with [JsonExtensionData] that takes them; remove one of the two");
        return refuses;
    }

    private ObjectCreation CreationOf(bool canCreate)
    {
        if (!canCreate || _type.IsAbstract) return ObjectCreation.None;
        if (_constructor is null || IsReachable(_constructor)) return ObjectCreation.Constructor;
        if (!_type.IsGenericType) return ObjectCreation.Accessor;
        _graph.Report(_type, $"generated code cannot reach the constructor of the generic type '{_type.Name}'; make it internal or public");
        return ObjectCreation.None;
    }

    /// <summary>The members in the order of writing, which is stable.</summary>
    private static EquatableArray<MemberSpec> InOrder(List<MemberSpec> members, Dictionary<MemberSpec, int>? orders) => orders is null
        ? new EquatableArray<MemberSpec>(members.ToArray())
        : members.OrderBy(member => orders.TryGetValue(member, out int order) ? order : 0).ToEquatableArray();

    private bool TakeLocal(string name)
    {
        if (Array.IndexOf(ReservedLocals, name) >= 0 || _locals.Contains(name)) return false;
        _locals.Add(name);
        return true;
    }

    private bool IsReachable(IMethodSymbol constructor) => PayloadTypes.IsAccessible((ISymbol)constructor, _graph.Assembly);

    private bool IsRequired(PayloadMember member) =>
        member.IsRequiredByLanguage && !(_constructor is not null && JsonAttributes.Has(_constructor, "SetsRequiredMembersAttribute"));

    private ObjectCallbacks Callbacks()
    {
        var callbacks = ObjectCallbacks.None;
        foreach (INamedTypeSymbol implemented in _type.AllInterfaces)
        {
            callbacks |= implemented.Name switch
            {
                "IJsonOnSerializing" => ObjectCallbacks.OnSerializing,
                "IJsonOnSerialized" => ObjectCallbacks.OnSerialized,
                "IJsonOnDeserializing" => ObjectCallbacks.OnDeserializing,
                "IJsonOnDeserialized" => ObjectCallbacks.OnDeserialized,
                _ => ObjectCallbacks.None,
            };
        }

        return callbacks;
    }

    private ParameterSpec ParameterOf(IParameterSymbol parameter, string local, string? defaultValue) => new(
        IsReachable(_constructor!) ? null : (parameter.RefKind is RefKind.In ? "in " : "") + TypeNames.Of(parameter.Type),
        local,
        defaultValue);

    private static string? DefaultOf(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? ConstantText.Of(parameter.Type, parameter.ExplicitDefaultValue) : null;
}
