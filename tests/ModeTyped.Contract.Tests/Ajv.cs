using System.Text.Json;
using ModeTyped.TestSupport;

namespace ModeTyped.Contract.Tests;

/// <summary>npm's ajv and AsyncAPI's own schemas, installed at the first use.</summary>
public sealed class Ajv : IAsyncDisposable
{
    private static readonly string[] Packages = ["ajv@8.20.0", "ajv-formats@3.0.1", "@asyncapi/specs@6.11.1"];

    private Task<NodePackages>? _node;

    /// <summary>Makes the checks that <c>validate.js</c> describes; null for each that passes.</summary>
    public async Task<string?[]> ValidateAsync(object[] checks, CancellationToken cancellationToken)
    {
        NodePackages node = await (_node ??= NodePackages.InstallAsync(Packages, cancellationToken));
        string output = await node.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "validate.js"), JsonSerializer.Serialize(checks), cancellationToken);
        return JsonSerializer.Deserialize<string?[]>(output)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is { IsCompletedSuccessfully: true }) (await _node).Dispose();
    }
}
