using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModeTyped.Analyzers.Tests.Harness;

/// <summary>
/// The tests of a rule whose places are in <c>mode-contract.json</c>: its sources are texts of that file, where no pragma can
/// stand.
/// </summary>
public abstract class LockFileRuleTests : RuleTests
{
    /// <summary>The project's source.</summary>
    protected abstract string Contract { get; }

    private protected override ContractProject Compile(string source) => ContractProject.Compile(Contract);

    private protected override Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        LockedProject.AnalyzeAsync(Contract, source);

    private protected override Task<ImmutableArray<Diagnostic>> AnalyzeSilencedAsync(string source) =>
        LockedProject.AnalyzeAsync(Contract, source, silenced: Id);
}
