namespace ModeTyped;

/// <summary>Why a received command did not run to its end.</summary>
/// <param name="Action">The command's action, or null where the message had none that could be read.</param>
/// <param name="Exception">The cause: a <see cref="ModePayloadException"/> where the message does not fit the contract,
/// else what the handler threw.</param>
public sealed record CommandError(string? Action, Exception Exception);
