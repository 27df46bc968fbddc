namespace ModeTyped.Data.Tests;

/// <summary>Tests that measure the memory of the process, which nothing else may use meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
