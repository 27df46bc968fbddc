namespace ModeTyped.Simulator;

/// <summary>What a topic of MODE is for.</summary>
internal enum TopicKind
{
    Unknown,
    Event,
    Command,
    KeyValue,
    DataRouting,
    BulkData,
    BulkRequest,
    BulkResponse,
}
