namespace ModeTyped.Data.Tests;

/// <summary>Tests that measure what the whole process does, its memory or its counters, and so run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
