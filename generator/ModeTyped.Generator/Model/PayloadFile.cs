namespace ModeTyped.Generator.Model;

/// <summary>A payload type's codec and the name of its file.</summary>
internal sealed record PayloadFile(PayloadSpec Payload, string HintName);
