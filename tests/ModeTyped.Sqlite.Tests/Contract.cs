namespace ModeTyped.Sqlite.Tests;

[ModeEvent("reading")]
public partial record Reading(int Number);

[ModeEvent("level", LatestOnly = true)]
public partial record Level(int Number);
