using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>
/// Every rule. A wrong annotation, for which nothing can be generated, is an error; what compiles but harms the device is
/// a warning. Messages say what is wrong and what to do.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        DiagnosticIds.NotPartial,
        Usage,
        "An annotated type and the types around it must be partial",
        "'{0}' is not partial, so nothing can be generated for the [{1}] type '{2}'; add 'partial' to the declaration of '{0}'");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        DiagnosticIds.UnsupportedType,
        Usage,
        "This kind of type cannot be annotated",
        "'{0}' cannot be a [{1}] type, because {2}");

    public static readonly DiagnosticDescriptor GeneratorAbsent = Warning(
        DiagnosticIds.GeneratorAbsent,
        Usage,
        "A contract's own project must run the generator",
        "'{0}' has [{1}], but '{2}' was built without ModeTyped's generator; reference the ModeTyped package from the project that declares the type and build it again");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        DiagnosticIds.DuplicateName,
        Protocol,
        "Names must be unique within a contract",
        "The {0} '{1}' is already taken by '{2}'{3}; give every type of a contract its own");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        DiagnosticIds.InvalidName,
        Protocol,
        "A name must be one that MODE accepts",
        "The {0} '{1}' {2}");

    public static readonly DiagnosticDescriptor CloudEventName = Warning(
        DiagnosticIds.CloudEventName,
        Protocol,
        "Event types in underscores are the cloud's own",
        "The event type '{0}' has the form of the cloud's own events, such as '_deviceConnected_', and may be mistaken for one; drop the underscores around it");

    public static readonly DiagnosticDescriptor UnsupportedQualityOfService = Error(
        DiagnosticIds.UnsupportedQualityOfService,
        Protocol,
        "MODE accepts QoS 0 and 1 only",
        "QoS {0} is refused by MODE; use QualityOfService.AtLeastOnce, or AtMostOnce where losses do not matter");

    public static readonly DiagnosticDescriptor InvalidRate = Warning(
        DiagnosticIds.InvalidRate,
        Protocol,
        "Declared rates must fit the send budget of a device",
        "{0}");

    public static readonly DiagnosticDescriptor UndocumentedDataKey = Warning(
        DiagnosticIds.UndocumentedDataKey,
        Protocol,
        "A data key should keep to the documented characters",
        "The data key '{0}' has characters that MODE does not document; use letters, digits, '_' and '-', with a letter or digit first and last");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        DiagnosticIds.UnsupportedMember,
        Payload,
        "Every member of a payload must have a JSON form",
        "'{0}' cannot be part of a payload: {1}");

    public static readonly DiagnosticDescriptor AttributeNotHonoured = Error(
        DiagnosticIds.AttributeNotHonoured,
        Payload,
        "This System.Text.Json attribute has no effect in a payload",
        "[{0}] has no effect on '{1}': {2}");

    public static readonly DiagnosticDescriptor PayloadNotObject = Error(
        DiagnosticIds.PayloadNotObject,
        Payload,
        "The data of an event and the parameters of a command must be a JSON object",
        "'{0}' cannot be a [{1}] type, because it is enumerable and so its JSON would be the elements instead of the members; put the collection into a member of a record");

    public static readonly DiagnosticDescriptor ResponseWithoutCodec = Error(
        DiagnosticIds.ResponseWithoutCodec,
        Payload,
        "The request and the response of an exchange must have a JSON form",
        "'{0}' cannot be the {1} of '{2}': {3}");

    public static readonly DiagnosticDescriptor SendNotAwaited = Warning(
        DiagnosticIds.SendNotAwaited,
        Usage,
        "Await what is sent",
        "'{0}' is not awaited, so nobody learns whether the message was delivered or why not; add 'await', or assign the result");

    public static readonly DiagnosticDescriptor DeviceNotDisposed = Warning(
        DiagnosticIds.DeviceNotDisposed,
        Usage,
        "Dispose a device",
        "The device is never disposed, so it keeps its connection and what still waits to be sent may be lost; declare it with 'await using'");

    public static readonly DiagnosticDescriptor BlockingHandler = Warning(
        DiagnosticIds.BlockingHandler,
        Usage,
        "A command handler must not block",
        "'{0}' blocks the command handler, and with it every later command; await instead");

    public static readonly DiagnosticDescriptor AsyncVoidHandler = Warning(
        DiagnosticIds.AsyncVoidHandler,
        Usage,
        "A handler must not be async void",
        "{0} is async void: it runs on after the handler returned, and what it throws ends the process; {1}");

    public static readonly DiagnosticDescriptor RuleNotChecked = Warning(
        DiagnosticIds.RuleNotChecked,
        Payload,
        "A validation attribute of a data type must be one that is checked",
        "[{0}] is not checked: {1}");

    public static readonly DiagnosticDescriptor ContractBroken = Warning(
        DiagnosticIds.ContractBroken,
        Contract,
        "A change must not break the other side of the contract",
        "'{0}' {1}, and MODE's side may rely on what mode-contract.json records; undo the change, or agree on it and accept it into the file");

    public static readonly DiagnosticDescriptor ContractEntryRemoved = Warning(
        DiagnosticIds.ContractEntryRemoved,
        Contract,
        "What the contract had must not go unnoticed",
        "The {0} '{1}' is recorded and no longer declared, and MODE's side may rely on it; declare it again, or agree on its end and delete its lines");

    public static readonly DiagnosticDescriptor ContractNotRecorded = Warning(
        DiagnosticIds.ContractNotRecorded,
        Contract,
        "The recorded contract must be the declared one",
        "The {0} '{1}' is not in mode-contract.json as it is declared, so later changes of it would go unnoticed; accept it into the file");

    public static readonly DiagnosticDescriptor ContractLockDamaged = Error(
        DiagnosticIds.ContractLockDamaged,
        Contract,
        "mode-contract.json must be readable",
        "mode-contract.json is damaged, so no change of the contract is noticed: {0}; mend it from its history, or empty it and accept the contract anew");

    private const string Usage = "Mode.Usage";
    private const string Payload = "Mode.Payload";
    private const string Contract = "Mode.Contract";
    private const string Protocol = "Mode.Protocol";

    private static DiagnosticDescriptor Error(string id, string category, string title, string messageFormat) =>
        Create(id, category, title, messageFormat, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string messageFormat) =>
        Create(id, category, title, messageFormat, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(
        string id, string category, string title, string messageFormat, DiagnosticSeverity severity) =>
        new(
            id,
            title,
            messageFormat,
            category,
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/modetyped/modetyped/blob/main/generator/docs/{id}.md");
}
