using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>The tests of a rule that compares a source with the contract that <c>mode-contract.json</c> records.</summary>
public abstract class RecordedRuleTests : RuleTests
{
    /// <summary>The source whose contract is recorded.</summary>
    protected abstract string Recorded { get; }

    private protected override async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        await LockedProject.AnalyzeAsync(source, await LockedProject.RecordAsync(Recorded));
}
