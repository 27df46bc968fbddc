namespace ModeTyped.Generator;

/// <summary>The names of the pipeline's stages, by which tests look at what ran again.</summary>
internal static class TrackingNames
{
    public const string ParsedEvents = "Mode.ParsedEvents";
    public const string ParsedCommands = "Mode.ParsedCommands";
    public const string ParsedBulkLabels = "Mode.ParsedBulkLabels";
    public const string ParsedData = "Mode.ParsedData";
    public const string Events = "Mode.Events";
    public const string Commands = "Mode.Commands";
    public const string BulkLabels = "Mode.BulkLabels";
    public const string Data = "Mode.Data";
    public const string ContractMembers = "Mode.ContractMembers";
    public const string Contracts = "Mode.Contracts";
    public const string CommandDispatchers = "Mode.CommandDispatchers";
    public const string EventPublishers = "Mode.EventPublishers";
    public const string JsonContexts = "Mode.JsonContexts";
    public const string ConverterOptions = "Mode.ConverterOptions";
    public const string AmbiguousHintNames = "Mode.AmbiguousHintNames";
    public const string ExportOptions = "Mode.ExportOptions";
    public const string ContractMessages = "Mode.ContractMessages";
    public const string ContractDocuments = "Mode.ContractDocuments";
    public const string Payloads = "Mode.Payloads";
    public const string Rules = "Mode.Rules";
}
