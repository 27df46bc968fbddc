namespace ModeTyped.Device.Tests;

/// <summary>The tests that measure the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;
