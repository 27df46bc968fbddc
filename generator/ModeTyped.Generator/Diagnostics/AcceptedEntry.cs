using System.Collections.Immutable;
using System.Globalization;
using ModeTyped.Generator.Contract;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>What a code fix is to write into the lock, as it travels with a diagnostic.</summary>
internal static class AcceptedEntry
{
    private const string Contract = nameof(Contract);
    private const string Kind = nameof(Kind);
    private const string Name = nameof(Name);
    private const string Record = nameof(Record);
    private const string FormerName = nameof(FormerName);

    /// <summary>The properties of a diagnostic that accepts an entry, in the place of one under a former name.</summary>
    public static ImmutableDictionary<string, string?> Properties(ContractEntry entry, string? formerName) => ImmutableDictionary<string, string?>.Empty
        .Add(Contract, entry.Contract)
        .Add(Kind, ((int)entry.Kind).ToString(CultureInfo.InvariantCulture))
        .Add(Name, entry.Name)
        .Add(Record, entry.Record.ToString())
        .Add(FormerName, formerName);

    /// <summary>Writes what a diagnostic accepts into the lock.</summary>
    public static void Accept(ImmutableDictionary<string, string?> properties, ContractLock contractLock)
    {
        if (!properties.TryGetValue(Contract, out string? contract) || !properties.TryGetValue(Name, out string? name)) return;

        var kind = (ContractKind)int.Parse(properties[Kind], CultureInfo.InvariantCulture);
        if (properties[FormerName] is { } formerName) contractLock.Remove(contract!, kind, formerName);
        contractLock.Set(new ContractEntry(contract!, kind, name!, (JsonObject)JsonParser.Parse(properties[Record]!)));
    }
}
