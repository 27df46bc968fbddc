namespace ModeTyped.Data;

/// <summary>One pair of a reload.</summary>
internal readonly record struct DataItemMessage(string Key, DataValue Value, DateTimeOffset? ModificationTime);
