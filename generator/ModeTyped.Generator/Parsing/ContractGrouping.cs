using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Groups annotated types into contracts and names what is generated for each.</summary>
internal static class ContractGrouping
{
    // What a handler property of a dispatcher must not be called: the members of its base types.
    private static readonly string[] DispatcherMembers =
    [
        "OnUnknownCommand", "OnCommandError", "TryDispatch", "Matches", "Bind",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    /// <summary>All contracts, in the order of their names whatever the order of their types.</summary>
    public static EquatableArray<ContractSpec> Group(IEnumerable<ContractMember> members, CancellationToken cancellationToken)
    {
        var contracts = new List<ContractSpec>();
        var hintNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, ContractMember> contract in members
            .GroupBy(member => member.Type.Container.Types.IsEmpty ? "" : member.Type.Container.MetadataName)
            .OrderBy(contract => contract.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            contracts.Add(Build([.. contract.OrderBy(member => member.Type.FullName, StringComparer.Ordinal)], hintNames));
        }

        return contracts.ToEquatableArray();
    }

    private static ContractSpec Build(List<ContractMember> members, HashSet<string> hintNames)
    {
        bool isNested = !members[0].Type.Container.Types.IsEmpty;
        ContainerSpec container = isNested ? members[0].Type.Container : new ContainerSpec(SharedNamespace(members), []);
        ContractNames names = isNested ? ContractNames.Nested : ContractNames.TopLevel;
        var taken = new HashSet<string>(
            members.SelectMany(member => member.TakenNames.Append(member.Type.MetadataName)), StringComparer.Ordinal);
        bool isPublic = members.All(member => member.IsPublic);
        GeneratedType Name(EquatableArray<string> candidates, bool isSeen = true)
        {
            string name = FreeName(container, candidates, taken);
            return new GeneratedType(container, name, isPublic && isSeen, HintNames.For(container.MetadataNameOf(name), hintNames));
        }

        List<ContractMember> commands = members.FindAll(member => member.Kind == ContractKind.Command);
        List<ContractMember> events = members.FindAll(member => member.Kind == ContractKind.Event);
        EquatableArray<TypeRef> payloads = members
            .SelectMany(member => member.Payloads)
            .GroupBy(type => type.NullableName)
            .Select(forms => forms.First())
            .ToEquatableArray();
        return new ContractSpec(
            commands.Count == 0 ? null : Commands(Name(names.Commands), commands),
            events.Count == 0 ? null : Events(Name(names.Events), FreeName(container, names.Interface, taken), events),
            payloads.IsEmpty ? null : new JsonContextSpec(
                Name(names.JsonContext, members.All(member => member.HasPublicPayloads)),
                members[0].Settings,
                payloads,
                members.SelectMany(member => Optional(member.ConverterScope)).Distinct().ToEquatableArray()),
            Name(names.Documents));
    }

    /// <summary>The options that converters get, of each scope that has any, in the order of their names.</summary>
    public static EquatableArray<ConverterOptionsSpec> ConverterOptions(IEnumerable<JsonContextSpec> contexts) => contexts
        .SelectMany(context => context.ConverterScopes.Select(scope => (Scope: scope, Context: context.Type.FullName)))
        .GroupBy(pair => pair.Scope, pair => pair.Context)
        .OrderBy(scope => scope.Key.Namespace, StringComparer.Ordinal)
        .Select(scope => new ConverterOptionsSpec(scope.Key, scope.ToEquatableArray()))
        .ToEquatableArray();

    private static IEnumerable<JsonScope> Optional(JsonScope? scope) => scope is null ? [] : [scope];

    // Of actions that differ only in case, the first has the handler; the others are an analyzer's matter.
    private static CommandsSpec Commands(GeneratedType type, List<ContractMember> commands)
    {
        var actions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var handlers = new HashSet<string>(DispatcherMembers, StringComparer.Ordinal) { type.Name };
        return new CommandsSpec(
            type,
            commands[0].DispatchIsVisible,
            commands
                .Where(command => actions.Add(command.WireName))
                .Select(command => new CommandEntry(
                    command.Type.FullName,
                    Identifiers.Unique(command.Type.Name, handlers),
                    command.WireName))
                .ToEquatableArray());
    }

    private static EventsSpec Events(GeneratedType type, string @interface, List<ContractMember> events) => new(
        type,
        @interface,
        events.Select(member => new EventEntry(member.Type.FullName, member.WireName)).ToEquatableArray());

    private static string FreeName(ContainerSpec container, EquatableArray<string> candidates, HashSet<string> taken)
    {
        string last = "";
        foreach (string candidate in candidates)
        {
            if (taken.Add(container.MetadataNameOf(candidate))) return candidate;
            last = candidate;
        }

        return Identifiers.Unique(last, name => taken.Add(container.MetadataNameOf(name)));
    }

    private static string SharedNamespace(List<ContractMember> members)
    {
        string[] shared = members[0].Type.Container.Namespace.Split('.');
        int length = shared.Length;
        foreach (ContractMember member in members)
        {
            string[] other = member.Type.Container.Namespace.Split('.');
            int common = 0;
            while (common < length && common < other.Length && shared[common] == other[common]) common++;
            length = common;
        }

        return string.Join(".", shared, 0, length);
    }
}
