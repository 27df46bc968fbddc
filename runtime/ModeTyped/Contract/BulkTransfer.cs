namespace ModeTyped;

/// <summary>How much of a stream was delivered in parts.</summary>
/// <param name="Parts">How many parts, each one message.</param>
/// <param name="Bytes">How many bytes they had together.</param>
public readonly record struct BulkTransfer(long Parts, long Bytes);
