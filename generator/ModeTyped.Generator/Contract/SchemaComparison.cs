using System.Globalization;

namespace ModeTyped.Generator.Contract;

/// <summary>
/// Finds what of a payload changed so that the other side breaks. What the device sends must still be what was
/// recorded; what it was sent so far it must still take; what both write must stay both.
/// </summary>
internal sealed class SchemaComparison
{
    private const string Several = "several";

    private readonly JsonDirection _direction;
    private readonly JsonObject _recordedRoot;
    private readonly JsonObject _currentRoot;
    private readonly List<SchemaChange> _changes = [];
    private readonly List<string> _path = [];
    private readonly HashSet<(JsonObject, JsonObject)> _compared = [];

    private SchemaComparison(JsonObject recorded, JsonObject current, JsonDirection direction)
    {
        _recordedRoot = recorded;
        _currentRoot = current;
        _direction = direction;
    }

    private bool IsSent => _direction is not JsonDirection.Received;

    private bool IsReceived => _direction is not JsonDirection.Sent;

    /// <summary>The breaking changes from one schema to another, each where it is.</summary>
    public static IReadOnlyList<SchemaChange> Compare(JsonObject recorded, JsonObject current, JsonDirection direction)
    {
        var comparison = new SchemaComparison(recorded, current, direction);
        comparison.Compare(recorded, current);
        return comparison._changes;
    }

    private void Compare(JsonObject recorded, JsonObject current)
    {
        (JsonObject was, bool wasNullable) = Resolve(recorded, _recordedRoot);
        (JsonObject now, bool isNullable) = Resolve(current, _currentRoot);
        if (!_compared.Add((was, now))) return;

        if (IsSent && isNullable && !wasNullable) Report("can be null now");
        if (IsReceived && wasNullable && !isNullable) Report("takes no null any more");

        if (AlternativesOf(was, _recordedRoot) is { } wasAlternatives && AlternativesOf(now, _currentRoot) is { } nowAlternatives)
        {
            CompareAlternatives(wasAlternatives, nowAlternatives);
            return;
        }

        string wasType = TypeOf(was), nowType = TypeOf(now);
        if (!IsCompatible(wasType, nowType) || IsOtherText(was, now))
        {
            Report($"was {Describe(was, wasType)} and is {Describe(now, nowType)} now");
            return;
        }

        CompareRange(was, now);
        CompareValues(was, now);
        CompareProperties(was, now);
        foreach (string inner in (string[])["items", "additionalProperties"])
            if (was.FindObject(inner) is { } wasInner && now.FindObject(inner) is { } nowInner) Compare(wasInner, nowInner);
    }

    private void CompareAlternatives(Dictionary<string, JsonObject> was, Dictionary<string, JsonObject> now)
    {
        foreach (string kind in now.Keys.Where(kind => IsSent && !was.ContainsKey(kind))) Report($"can be of {Kind(kind)} now");
        foreach (string kind in was.Keys.Where(kind => IsReceived && !now.ContainsKey(kind))) Report($"takes nothing of {Kind(kind)} any more");
        foreach (KeyValuePair<string, JsonObject> alternative in was)
            if (now.TryGetValue(alternative.Key, out JsonObject? same)) Compare(alternative.Value, same);

        static string Kind(string kind) => kind.Length == 0 ? "a type without a discriminator" : $"the type with the discriminator {kind}";
    }

    private void CompareProperties(JsonObject recorded, JsonObject current)
    {
        JsonObject was = recorded.FindObject("properties") ?? [], now = current.FindObject("properties") ?? [];
        HashSet<string> wasRequired = Strings(recorded.Find("required")), nowRequired = Strings(current.Find("required"));
        List<string> gone = [.. was.Select(static property => property.Key).Where(name => now.Find(name) is null)];
        List<string> added = [.. now.Select(static property => property.Key).Where(name => was.Find(name) is null)];

        // One that went and one like it that came are one that was renamed.
        if (gone.Count == 1 && added.Count == 1 && was[gone[0]].ToString() == now[added[0]].ToString())
        {
            At(added[0], () => Report($"was called '{gone[0]}'"));
            return;
        }

        foreach (string name in gone) Report($"has no '{name}' any more");
        if (IsReceived)
            foreach (string name in added.Where(nowRequired.Contains)) At(name, () => Report("is new and required"));

        foreach (KeyValuePair<string, JsonValue> property in was)
        {
            if (now.FindObject(property.Key) is not { } member || property.Value is not JsonObject wasMember) continue;
            At(property.Key, () =>
            {
                if (IsReceived && nowRequired.Contains(property.Key) && !wasRequired.Contains(property.Key)) Report("was optional and is required now");
                if (_direction is JsonDirection.Sent && wasRequired.Contains(property.Key) && !nowRequired.Contains(property.Key)) Report("can be missing now");
                Compare(wasMember, member);
            });
        }
    }

    private void CompareRange(JsonObject was, JsonObject now)
    {
        (decimal wasLeast, decimal wasMost) = RangeOf(was);
        (decimal nowLeast, decimal nowMost) = RangeOf(now);
        if (IsSent && (nowLeast < wasLeast || nowMost > wasMost)) Report("can have values outside its range of before");
        if (IsReceived && (nowLeast > wasLeast || nowMost < wasMost)) Report("takes fewer values than before");
    }

    private void CompareValues(JsonObject was, JsonObject now)
    {
        if (was.Find("enum") is null || now.Find("enum") is null) return;

        HashSet<string> wasValues = Strings(was.Find("enum")), nowValues = Strings(now.Find("enum"));
        foreach (string value in nowValues.Where(value => IsSent && !wasValues.Contains(value))) Report($"can be '{value}' now");
        foreach (string value in wasValues.Where(value => IsReceived && !nowValues.Contains(value))) Report($"takes no '{value}' any more");
    }

    private bool IsCompatible(string was, string now) =>
        was == now
        || (was is "integer" && now is "number" && _direction is JsonDirection.Received)
        || (was is "number" && now is "integer" && _direction is JsonDirection.Sent)
        || (was is "" && _direction is JsonDirection.Sent)
        || (now is "" && _direction is JsonDirection.Received);

    // Text in another notation, one of a fixed set of words instead of any.
    private static bool IsOtherText(JsonObject was, JsonObject now) =>
        TypeOf(was) == TypeOf(now)
        && (((string[])["format", "pattern", "contentEncoding"]).Any(keyword => was.Find(keyword)?.ToString() != now.Find(keyword)?.ToString())
            || (was.Find("enum") is null) != (now.Find("enum") is null)
            || (was.Find("additionalProperties") is JsonObject) != (now.Find("additionalProperties") is JsonObject));

    private void At(string name, Action compare)
    {
        _path.Add(name);
        compare();
        _path.RemoveAt(_path.Count - 1);
    }

    private void Report(string what) => _changes.Add(new SchemaChange([.. _path], what));

    /// <summary>The schema behind references, without its null.</summary>
    private static (JsonObject Schema, bool IsNullable) Resolve(JsonObject schema, JsonObject root)
    {
        bool isNullable = false;
        for (int depth = 0; depth < 8; depth++)
        {
            if (schema.FindString("$ref") is { } path)
            {
                string name = path.Substring(path.LastIndexOf('/') + 1);
                schema = path == "#" ? root : root.FindObject("$defs")?.FindObject(name) ?? [];
            }
            else if (schema.Find("anyOf") is JsonArray { Items.Count: 2 } alternatives
                && alternatives.Items.OfType<JsonObject>().Any(IsNull)
                && alternatives.Items.OfType<JsonObject>().FirstOrDefault(static alternative => !IsNull(alternative)) is { } inner)
            {
                isNullable = true;
                schema = inner;
            }
            else
            {
                break;
            }
        }

        return (schema, isNullable || Strings(schema.Find("type")).Contains("null"));
    }

    /// <summary>The alternatives of a schema by the JSON of their discriminators; null where it has none.</summary>
    private static Dictionary<string, JsonObject>? AlternativesOf(JsonObject schema, JsonObject root)
    {
        if ((schema.Find("oneOf") ?? schema.Find("anyOf")) is not JsonArray array) return null;

        var alternatives = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (JsonObject alternative in array.Items.OfType<JsonObject>())
        {
            JsonObject resolved = Resolve(alternative, root).Schema;
            string kind = "";
            foreach (KeyValuePair<string, JsonValue> property in resolved.FindObject("properties") ?? [])
                if ((property.Value as JsonObject)?.Find("const") is { } value) kind = value.ToString();
            alternatives[kind] = resolved;
        }

        return alternatives;
    }

    private static bool IsNull(JsonObject schema) => schema.FindString("type") == "null";

    private static string TypeOf(JsonObject schema) =>
        schema.Find("oneOf") is not null || schema.Find("anyOf") is not null
            ? Several
            : schema.FindString("type") ?? Strings(schema.Find("type")).FirstOrDefault(static type => type != "null") ?? "";

    private static string Describe(JsonObject schema, string type)
    {
        string? notation = schema.FindString("format") ?? schema.FindString("pattern") ?? schema.FindString("contentEncoding");
        string noun = type switch
        {
            "" => "anything",
            Several => "one of several types",
            "object" when schema.Find("additionalProperties") is JsonObject => "a dictionary",
            "string" when schema.Find("enum") is not null => "one of several names",
            "array" or "object" or "integer" => "an " + type,
            _ => "a " + type,
        };
        return notation is null ? noun : $"{noun} ({notation})";
    }

    private static (decimal Least, decimal Most) RangeOf(JsonObject schema) =>
        (Number(schema.Find("minimum")) ?? decimal.MinValue, Number(schema.Find("maximum")) ?? decimal.MaxValue);

    private static decimal? Number(JsonValue? value) =>
        value is JsonScalar { StringValue: null } scalar && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : null;

    private static HashSet<string> Strings(JsonValue? value) => value is JsonArray array
        ? new HashSet<string>(array.Items.OfType<JsonScalar>().Select(static item => item.StringValue ?? item.Text), StringComparer.Ordinal)
        : [];
}

/// <summary>A breaking change of a payload.</summary>
/// <param name="Path">The JSON names that lead to it from the payload; of the elements of a collection, the collection's.</param>
/// <param name="What">What changed, as a clause whose subject is what the path leads to.</param>
internal sealed record SchemaChange(IReadOnlyList<string> Path, string What);
