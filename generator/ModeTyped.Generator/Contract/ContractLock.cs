using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Contract;

/// <summary>
/// The file <c>mode-contract.json</c>: what the other side of each contract was told. It is text for people and for
/// merging: indented, sorted, one thing a line.
/// </summary>
internal sealed class ContractLock
{
    public const string FileName = "mode-contract.json";

    private const string VersionProperty = "version";
    private const string ContractsProperty = "contracts";
    private const string Version = "1";

    private static readonly (ContractKind Kind, string Section)[] Sections =
    [
        (ContractKind.Event, "events"),
        (ContractKind.Command, "commands"),
        (ContractKind.BulkLabel, "bulkLabels"),
        (ContractKind.Data, "data"),
    ];

    private readonly JsonObject _contracts;

    private ContractLock(JsonObject contracts) => _contracts = contracts;

    /// <summary>All that is recorded.</summary>
    public IEnumerable<ContractEntry> Entries =>
        from contract in _contracts
        from section in Sections
        from entry in ((JsonObject)contract.Value).FindObject(section.Section) ?? []
        select new ContractEntry(contract.Key, section.Kind, entry.Key, (JsonObject)entry.Value);

    /// <summary>Reads the file's text, where nothing but space is an empty lock.</summary>
    /// <exception cref="JsonSyntaxException">The text is damaged.</exception>
    public static ContractLock Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new ContractLock([]);

        JsonObject root = JsonParser.Parse(text) as JsonObject ?? throw Damage("an object is expected");
        if ((root.Find(VersionProperty) as JsonScalar)?.Text != Version)
            throw Damage($"\"{VersionProperty}\": {Version} is expected; a newer ModeTyped may have written the file");
        if (root.FindObject(ContractsProperty) is not { } contracts) throw Damage($"\"{ContractsProperty}\" is missing");

        foreach (KeyValuePair<string, JsonValue> contract in contracts)
            foreach (KeyValuePair<string, JsonValue> section in contract.Value as JsonObject ?? throw Damage($"the contract '{contract.Key}' is no object"))
                foreach (KeyValuePair<string, JsonValue> entry in section.Value as JsonObject ?? throw Damage($"'{section.Key}' is no object"))
                    if (entry.Value is not JsonObject) throw Damage($"'{entry.Key}' is no object");

        return new ContractLock(contracts);

        JsonSyntaxException Damage(string problem) => new(problem, 0);
    }

    /// <summary>What the entries of a kind stand under.</summary>
    public static string SectionOf(ContractKind kind) => Sections.First(section => section.Kind == kind).Section;

    /// <summary>What is recorded of an event type, action, label or key; null for nothing.</summary>
    public JsonObject? Find(string contract, ContractKind kind, string name) =>
        _contracts.FindObject(contract)?.FindObject(SectionOf(kind))?.FindObject(name);

    /// <summary>Records an entry.</summary>
    public void Set(ContractEntry entry)
    {
        JsonObject contract = Inside(_contracts, entry.Contract);
        Inside(contract, SectionOf(entry.Kind))[entry.Name] = entry.Record;
    }

    /// <summary>Forgets an entry.</summary>
    public void Remove(string contract, ContractKind kind, string name)
    {
        if (_contracts.FindObject(contract) is not { } inner || inner.FindObject(SectionOf(kind)) is not { } section) return;

        section.Remove(name);
        if (section.Count == 0) inner.Remove(SectionOf(kind));
        if (inner.Count == 0) _contracts.Remove(contract);
    }

    /// <summary>The file's text.</summary>
    public override string ToString() =>
        new JsonObject { [VersionProperty] = new JsonScalar(Version), [ContractsProperty] = _contracts.Sorted() } + "\n";

    private static JsonObject Inside(JsonObject outer, string name)
    {
        if (outer.FindObject(name) is { } inner) return inner;

        inner = [];
        outer[name] = inner;
        return inner;
    }
}
