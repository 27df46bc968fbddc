namespace ModeTyped.DurablePublisher;

[ModeEvent("reading")]
public partial record Reading(int Number);
