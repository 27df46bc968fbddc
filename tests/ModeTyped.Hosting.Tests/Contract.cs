namespace ModeTyped.Hosting.Tests;

[ModeEvent("said")]
internal sealed partial record Said(string Text);

[ModeCommand("say")]
internal sealed partial record Say(string Text);
