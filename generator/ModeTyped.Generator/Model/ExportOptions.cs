namespace ModeTyped.Generator.Model;

/// <summary>What the project asks for by MSBuild properties.</summary>
/// <param name="ExportsContract">Whether the documents of its contracts are generated.</param>
/// <param name="Version">The version that they state.</param>
/// <param name="AssemblyName">What the contract of the top-level types is called.</param>
internal sealed record ExportOptions(bool ExportsContract, string Version, string AssemblyName);
