using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;

namespace ModeTyped.Generator.Model;

/// <summary>
/// The annotated types of one containing type, or all top-level ones of the assembly, and what is generated for them
/// together. A part is null where the contract has nothing for it.
/// </summary>
internal sealed record ContractSpec(CommandsSpec? Commands, EventsSpec? Events, JsonContextSpec? JsonContext, GeneratedType Documents);

/// <summary>A class or interface that is generated as a whole.</summary>
/// <param name="Container">Where it stands.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="IsPublic">Whether it is public rather than internal: where all of the contract's types are.</param>
/// <param name="HintName">The name of its file.</param>
internal sealed record GeneratedType(ContainerSpec Container, string Name, bool IsPublic, string HintName)
{
    /// <summary>The type in C#, from <c>global::</c>.</summary>
    public string FullName => "global::" + Identifiers.EscapeDotted(Container.MetadataNameOf(Name).Replace('+', '.'));

    public string Accessibility => IsPublic ? "public" : "internal";
}

/// <summary>A contract's command dispatcher.</summary>
internal sealed record CommandsSpec(GeneratedType Type, bool DispatchIsVisible, EquatableArray<CommandEntry> Commands);

/// <summary>One command of a dispatcher.</summary>
/// <param name="FullName">The command's type.</param>
/// <param name="Handler">The name of its handler property.</param>
/// <param name="Action">The command's action.</param>
internal sealed record CommandEntry(string FullName, string Handler, string Action);

/// <summary>A contract's publisher and its interface.</summary>
/// <param name="Type">The class.</param>
/// <param name="Interface">The simple name of the interface.</param>
/// <param name="Events">The events.</param>
internal sealed record EventsSpec(GeneratedType Type, string Interface, EquatableArray<EventEntry> Events);

/// <summary>One event of a publisher.</summary>
/// <param name="FullName">The event's type.</param>
/// <param name="EventType">The event's name in MODE's cloud.</param>
internal sealed record EventEntry(string FullName, string EventType);

/// <summary>A contract's <c>JsonSerializerContext</c>.</summary>
/// <param name="Type">The class.</param>
/// <param name="Settings">The options of the contract.</param>
/// <param name="Payloads">Every type of the contract's JSON forms once, in the order of the contract's types.</param>
/// <param name="ConverterScopes">The scopes whose converters get the context in their options.</param>
internal sealed record JsonContextSpec(
    GeneratedType Type,
    JsonSettings Settings,
    EquatableArray<TypeRef> Payloads,
    EquatableArray<JsonScope> ConverterScopes);

/// <summary>The options that the converters of a scope get.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Contexts">The contexts of the contracts, from <c>global::</c>.</param>
internal sealed record ConverterOptionsSpec(JsonScope Scope, EquatableArray<string> Contexts);
