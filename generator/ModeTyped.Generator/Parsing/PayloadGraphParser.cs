using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Collections;
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

    // What most members are, and the same in every compilation.
    private static readonly ConcurrentDictionary<string, TypeRef> Primitives = new(StringComparer.Ordinal);

    private readonly JsonScope _scope;
    private readonly JsonDelegations _delegations;
    private readonly IAssemblySymbol _assembly;
    private readonly Action<PayloadProblem>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, TypeRef> _codecs = new(StringComparer.Ordinal);
    private readonly List<TypeRef> _types = new(16);
    private readonly List<PayloadSpec?> _payloads = [];
    private int _depth;

    private PayloadGraphParser(INamedTypeSymbol annotated, Action<PayloadProblem>? report, CancellationToken cancellationToken)
    {
        _scope = JsonSettingsParser.ParseScope(annotated);
        _report = report;
        _delegations = JsonDelegations.Parse(annotated, this);
        _assembly = annotated.ContainingAssembly;
        _cancellationToken = cancellationToken;
    }

    public JsonSettings Settings => _scope.Settings;

    public JsonScope Scope => _scope;

    /// <summary>The assembly of the generated code.</summary>
    public IAssemblySymbol Assembly => _assembly;

    /// <summary>Parses an annotated type, which is its own payload.</summary>
    /// <param name="annotated">The annotated type.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    public static PayloadGraph? Parse(INamedTypeSymbol annotated, CancellationToken cancellationToken) =>
        Parse(annotated, annotated, cancellationToken);

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
        var parser = new PayloadGraphParser(annotated, report, cancellationToken);
        if (parser.Resolve(payload, payload) is not { Primitive: null } root) return null;

        var payloads = new PayloadSpec[parser._payloads.Count];
        for (int i = 0; i < payloads.Length; i++) payloads[i] = parser._payloads[i]!;
        return new PayloadGraph(root, parser._scope, new EquatableArray<PayloadSpec>(payloads), parser._types.ToEquatableArray());
    }

    /// <summary>The reference to a type; null where it has no JSON form, which is reported at the symbol.</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">Where a problem is reported.</param>
    /// <param name="converter">The <c>[JsonConverter]</c> of the member, which goes before all else.</param>
    /// <param name="numbers">What the member or its type say of numbers.</param>
    public TypeRef? Resolve(ITypeSymbol type, ISymbol at, AttributeData? converter = null, NumberHandling? numbers = null)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        TypeRef? reference = Find(type, at, converter, numbers);
        bool isNew = reference is not null && converter is null && (numbers ?? Settings.Numbers) == Settings.Numbers
            && (reference.Primitive is not null || reference.IsNullableValue)
            && !_types.Contains(reference);
        if (isNew) _types.Add(reference!);
        return reference;
    }

    /// <summary>Adds the codec of one form of a type, once.</summary>
    /// <param name="type">The type.</param>
    /// <param name="form">What tells the form from others; empty for the type's own.</param>
    /// <param name="parse">Parses what the codec needs; null where it cannot be had.</param>
    public TypeRef? Add(ITypeSymbol type, string form, Func<TypeRef, PayloadSpec?> parse)
    {
        string codec = $"global::{_scope.Namespace}.{CodecNames.Of(type, form)}";
        if (_codecs.TryGetValue(codec, out TypeRef? known)) return known;

        var reference = new TypeRef(TypeNames.Of(type), type.IsReferenceType, false, null, codec, CodecNames.Label(type));
        _codecs.Add(codec, reference);
        if (form.Length == 0) _types.Add(reference);
        ReportAttributes(type);
        int slot = _payloads.Count;
        _payloads.Add(null);
        _depth++;
        PayloadSpec? spec = parse(reference);
        _depth--;
        if (spec is not null)
        {
            _payloads[slot] = spec;
            return reference;
        }

        // Only what has no members fails as a whole, and what it reached before failing stays useful to others or unused.
        _payloads.RemoveAt(slot);
        _codecs.Remove(codec);
        _types.Remove(reference);
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

    /// <summary>Reports a problem of a type that is therefore left out.</summary>
    public TypeRef? Unsupported(ISymbol at, string problem)
    {
        Report(at, problem);
        return null;
    }

    private TypeRef? Find(ITypeSymbol type, ISymbol at, AttributeData? converter, NumberHandling? numbers)
    {
        if (converter is null && _delegations.Find(type) is { } context) return AddDelegated(type, context);

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && !PayloadConverters.ConvertsNullable(converter, type))
            return Resolve(nullable.TypeArguments[0], at, converter, numbers) is { } inner ? inner with { IsNullableValue = true } : null;

        if (converter is not null) return PayloadConverters.Resolve(this, type, at, converter);
        if (type.TypeKind == TypeKind.Enum) return FindEnum((INamedTypeSymbol)type, at);
        if (PayloadPrimitives.Find(type) is { } primitive) return Primitive(type, primitive, numbers);
        if (type is INamedTypeSymbol && JsonAttributes.Find(type, "JsonConverterAttribute") is { } own) return PayloadConverters.Resolve(this, type, at, own);

        // What does not exist, the compiler reports.
        if (type.TypeKind == TypeKind.Error) return null;
        bool isObject = PayloadTypes.IsAccessible(type, _assembly) && PayloadTypes.IsObject(type);
        if (!isObject && PayloadTypes.FindProblem(type, _assembly) is { } problem) return Unsupported(at, problem);
        if (_depth == MaxDepth || _payloads.Count == MaxTypes)
            return Unsupported(at, $"its payload reaches more than {MaxTypes} types or {MaxDepth} levels; flatten it, or give a member a [JsonConverter]");

        return isObject ? AddObject((INamedTypeSymbol)type) : AddCollection(type, at, numbers);
    }

    private TypeRef? FindEnum(INamedTypeSymbol type, ISymbol at)
    {
        if (JsonAttributes.Find(type, "JsonConverterAttribute") is { } own)
        {
            // The options' converter for enums goes before an enum's own.
            if (!Settings.EnumsAreText) return PayloadConverters.Resolve(this, type, at, own);
            if (PayloadConverters.EnumForm(own) != true)
                Report(at, $"the [JsonConverter] of '{type.Name}' has no effect, since the contract writes all enums as names; give it to the member, or set UseStringEnumConverter to false in [ModeJson]");
        }

        return ResolveEnum(type, at, Settings.EnumsAreText);
    }

    private TypeRef? AddCollection(ITypeSymbol type, ISymbol at, NumberHandling? numbers)
    {
        if (PayloadCollections.TryGetDictionary(type, out ITypeSymbol key, out ITypeSymbol value, out string create, out string? collected))
            return AddDictionary(type, at, key, value, create, collected, HandlingOf(type, value, numbers));

        return PayloadCollections.TryGetList(type, out ITypeSymbol element, out ListAccess access, out create)
            ? AddList(type, at, element, access, create, HandlingOf(type, element, numbers))
            : null;
    }

    private TypeRef? AddDictionary(
        ITypeSymbol type, ISymbol at, ITypeSymbol key, ITypeSymbol value, string create, string? collected, NumberHandling numbers) =>
        Add(type, NumbersForm(value, numbers), reference => ResolveKey(key, at) is { } keyRef && Resolve(value, at, null, numbers) is { } valueRef
            ? new DictionarySpec(reference, keyRef, valueRef, create, collected, Settings.RefusesDuplicates)
            : null);

    private TypeRef? AddList(
        ITypeSymbol type, ISymbol at, ITypeSymbol element, ListAccess access, string create, NumberHandling numbers) =>
        Add(type, NumbersForm(element, numbers), reference => Resolve(element, at, null, numbers) is { } elementRef
            ? new ListSpec(reference, elementRef, access, create)
            : null);

    private TypeRef? AddObject(INamedTypeSymbol type) => PayloadTypes.HasDerivedTypes(type)
        ? Add(type, "", reference => PolymorphicParser.Parse(this, type, reference, _cancellationToken))
        : Add(type, "", reference => PayloadObjectParser.Parse(this, type, reference, discriminator: null, _cancellationToken));

    private TypeRef? AddDelegated(ITypeSymbol type, string context) =>
        Add(type, "", reference => new ConverterSpec(reference, ConverterKind.Context, context, Options: null));

    /// <summary>An enum in one of its two forms.</summary>
    public TypeRef? ResolveEnum(INamedTypeSymbol type, ISymbol at, bool isText)
    {
        if (PayloadTypes.FindProblem(type, _assembly) is { } problem) return Unsupported(at, problem);
        string form = isText == Settings.EnumsAreText ? "" : isText ? "As_Text" : "As_Number";
        return Add(type, form, reference => PayloadEnumParser.Parse(this, type, reference, isText));
    }

    private TypeRef Primitive(ITypeSymbol type, string primitive, NumberHandling? numbers)
    {
        if (!Primitives.TryGetValue(primitive, out TypeRef? reference))
            reference = Primitives.GetOrAdd(primitive, new TypeRef(TypeNames.Of(type), type.IsReferenceType, false, primitive, "", primitive));

        if (Settings.RefusesDuplicates && PayloadPrimitives.IsAnyJson(primitive)) return reference with { RefusesDuplicates = true };
        NumberHandling handling = numbers ?? Settings.Numbers;
        return handling is NumberHandling.Strict || !PayloadPrimitives.IsNumber(primitive) ? reference : reference with { Numbers = handling };
    }

    private TypeRef? ResolveKey(ITypeSymbol key, ISymbol at)
    {
        if (key.TypeKind == TypeKind.Enum) return ResolveEnum((INamedTypeSymbol)key, at, Settings.EnumsAreText);
        if (PayloadPrimitives.Find(key) is { } primitive && PayloadPrimitives.IsKey(primitive)) return Primitive(key, primitive, NumberHandling.Strict);
        return Unsupported(at, $"a JSON property cannot be named by a '{key.Name}'; use string, a number, Guid, a date or an enum as the dictionary's key");
    }

    /// <summary>What holds for the numbers of a collection: what its member says, or its type, or the options.</summary>
    private NumberHandling HandlingOf(ITypeSymbol collection, ITypeSymbol element, NumberHandling? numbers)
    {
        if (!IsNumber(element)) return Settings.Numbers;
        return numbers ?? JsonAttributes.NumberHandling(collection) ?? Settings.Numbers;
    }

    private string NumbersForm(ITypeSymbol element, NumberHandling handling) =>
        handling == Settings.Numbers || !IsNumber(element) ? "" : "Numbers_" + handling.ToString().Replace(", ", "_");

    /// <summary>Whether a type is a number, or null.</summary>
    public static bool IsNumber(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return type.TypeKind != TypeKind.Enum && PayloadPrimitives.Find(type) is { } primitive && PayloadPrimitives.IsNumber(primitive);
    }

    /// <summary>Whether number handling means something to a type: a number, or a collection of them.</summary>
    public static bool TakesNumberHandling(ITypeSymbol type) =>
        IsNumber(type)
        || (PayloadCollections.TryGetDictionary(type, out _, out ITypeSymbol value, out _, out _)
            ? IsNumber(value)
            : PayloadCollections.TryGetList(type, out ITypeSymbol element, out _, out _) && IsNumber(element));
}
