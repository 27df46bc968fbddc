using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// Walks from a payload type to every type that its JSON reaches. What has no JSON form is left out, so that the
/// generated code compiles all the same, and told to whoever listens: an analyzer, with the symbol at hand.
/// </summary>
internal sealed class PayloadGraphParser
{
    private const int MaxDepth = 32;
    private const int MaxTypes = 500;

    private readonly JsonSettings _settings;
    private readonly Action<PayloadProblem>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<ITypeSymbol, TypeRef> _known = new(SymbolEqualityComparer.Default);
    private readonly List<PayloadSpec?> _payloads = [];
    private int _depth;

    private PayloadGraphParser(JsonSettings settings, Action<PayloadProblem>? report, CancellationToken cancellationToken)
    {
        _settings = settings;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    public JsonSettings Settings => _settings;

    /// <summary>Parses an annotated type, which is its own payload.</summary>
    /// <param name="annotated">The annotated type.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    public static PayloadGraph Parse(INamedTypeSymbol annotated, CancellationToken cancellationToken) =>
        Parse(annotated, annotated, cancellationToken)!;

    /// <summary>Parses a payload type; null where the type itself has no JSON form.</summary>
    /// <param name="payload">The payload type: the annotated type or, for bulk exchanges, a type that it names.</param>
    /// <param name="annotated">The annotated type, whose contract's options hold.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <param name="report">Told of everything that has no JSON form.</param>
    public static PayloadGraph? Parse(
        ITypeSymbol payload,
        INamedTypeSymbol annotated,
        CancellationToken cancellationToken,
        Action<PayloadProblem>? report = null)
    {
        var parser = new PayloadGraphParser(JsonSettingsParser.Parse(annotated), report, cancellationToken);
        if (parser.Resolve(payload, payload) is not { Primitive: null } root) return null;

        var payloads = new PayloadSpec[parser._payloads.Count];
        for (int i = 0; i < payloads.Length; i++) payloads[i] = parser._payloads[i]!;
        return new PayloadGraph(root, new EquatableArray<PayloadSpec>(payloads));
    }

    /// <summary>The reference to a type; null where it has no JSON form, which is reported at the symbol.</summary>
    public TypeRef? Resolve(ITypeSymbol type, ISymbol at)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Resolve(nullable.TypeArguments[0], at) is { } inner ? inner with { IsNullableValue = true } : null;

        string name = TypeNames.Of(type);
        if (PayloadPrimitives.Find(type) is { } primitive) return new TypeRef(name, type.IsReferenceType, false, primitive, "", primitive);
        if (_known.TryGetValue(type, out TypeRef? known)) return known;

        // What does not exist, the compiler reports.
        if (type.TypeKind == TypeKind.Error) return null;
        if (PayloadTypes.FindProblem(type) is { } problem) return Unsupported(at, problem);
        if (_depth == MaxDepth || _payloads.Count == MaxTypes)
            return Unsupported(at, $"its payload reaches more than {MaxTypes} types or {MaxDepth} levels; flatten it, or give a member a [JsonConverter]");

        var reference = new TypeRef(name, type.IsReferenceType, false, null, $"global::{_settings.Namespace}.{CodecNames.Of(type)}", CodecNames.Label(type));
        _known.Add(type, reference);
        ReportAttributes(type);
        int slot = _payloads.Count;
        _payloads.Add(null);
        _depth++;
        PayloadSpec? spec = ParseSpec(type, reference, at);
        _depth--;
        if (spec is not null)
        {
            _payloads[slot] = spec;
            return reference;
        }

        // Only a collection fails as a whole, and what it reached before failing stays useful to others or unused.
        _payloads.RemoveAt(slot);
        _known.Remove(type);
        return null;
    }

    public void Report(ISymbol at, string problem) => _report?.Invoke(new PayloadProblem(at, problem));

    /// <summary>Reports the attributes of System.Text.Json on a symbol that have no effect.</summary>
    public void ReportAttributes(ISymbol symbol)
    {
        if (_report is null) return;

        foreach (AttributeData attribute in symbol.GetAttributes())
            if (JsonAttributes.FindProblem(attribute) is { } problem) _report(new PayloadProblem(symbol, problem, attribute));
    }

    private TypeRef? Unsupported(ISymbol at, string problem)
    {
        Report(at, problem);
        return null;
    }

    private PayloadSpec? ParseSpec(ITypeSymbol type, TypeRef reference, ISymbol at)
    {
        if (type.TypeKind == TypeKind.Enum) return ParseEnum((INamedTypeSymbol)type, reference);

        if (PayloadCollections.TryGetDictionary(type, out ITypeSymbol key, out ITypeSymbol value, out string create))
        {
            return Resolve(key, at) is { } keyRef && Resolve(value, at) is { } valueRef
                ? new DictionarySpec(reference, keyRef, valueRef, create)
                : null;
        }

        if (PayloadCollections.TryGetList(type, out ITypeSymbol element, out create))
            return Resolve(element, at) is { } elementRef ? new ListSpec(reference, elementRef, create) : null;

        return PayloadObjectParser.Parse(this, (INamedTypeSymbol)type, reference, _cancellationToken);
    }

    private EnumSpec ParseEnum(INamedTypeSymbol type, TypeRef reference)
    {
        var fields = new List<EnumFieldSpec>();
        var seen = new HashSet<ulong>();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { HasConstantValue: true, CanBeReferencedByName: true } field) continue;
            ReportAttributes(field);
            ulong bits = field.ConstantValue is ulong unsigned
                ? unsigned
                : unchecked((ulong)Convert.ToInt64(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture));
            string jsonName = JsonAttributes.Find(field, "JsonStringEnumMemberNameAttribute")?.ConstructorArguments[0].Value as string ?? field.Name;
            fields.Add(new EnumFieldSpec(Identifiers.Escape(field.Name), jsonName, bits, seen.Add(bits)));
        }

        return new EnumSpec(
            reference,
            PayloadPrimitives.Find(type.EnumUnderlyingType!)!,
            TypeNames.Of(type.EnumUnderlyingType!),
            _settings.EnumsAreText,
            JsonAttributes.Has(type, "FlagsAttribute"),
            new EquatableArray<EnumFieldSpec>(fields.ToArray()));
    }
}
