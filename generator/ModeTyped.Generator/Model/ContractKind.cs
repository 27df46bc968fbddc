namespace ModeTyped.Generator.Model;

/// <summary>What an annotated type is in its contract.</summary>
internal enum ContractKind
{
    Event,
    Command,
    BulkLabel,
    Data,
}
