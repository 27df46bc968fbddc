using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>The runtime's types that rules on using a device look for.</summary>
internal sealed class RuntimeSymbols
{
    private RuntimeSymbols(Compilation compilation, INamedTypeSymbol device)
    {
        Device = device;
        CommandHandler = compilation.GetTypeByMetadataName("ModeTyped.CommandHandler`1");
        CommandDispatcher = compilation.GetTypeByMetadataName("ModeTyped.CommandDispatcher");
        ModeCommand = compilation.GetTypeByMetadataName(KnownTypes.ModeCommandAttribute);
        SendFate = compilation.GetTypeByMetadataName("ModeTyped.SendFate");
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
    }

    public INamedTypeSymbol Device { get; }

    public INamedTypeSymbol? CommandHandler { get; }

    public INamedTypeSymbol? CommandDispatcher { get; }

    private INamedTypeSymbol? ModeCommand { get; }

    private INamedTypeSymbol? SendFate { get; }

    private INamedTypeSymbol? CancellationToken { get; }

    /// <summary>The symbols, or null where the project does not reference ModeTyped.</summary>
    public static RuntimeSymbols? Create(Compilation compilation) =>
        compilation.GetTypeByMetadataName("ModeTyped.ModeDevice") is { } device ? new(compilation, device) : null;

    /// <summary>
    /// Whether a method sends: its awaited result is the fate of a message, whoever declares it, or it is an asynchronous
    /// method of the runtime.
    /// </summary>
    public bool IsSend(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "ValueTask" or "Task" } awaitable
        && ((awaitable.TypeArguments.Length == 1 && Same(awaitable.TypeArguments[0], SendFate))
            || (method.Name.EndsWith("Async", StringComparison.Ordinal) && IsRuntime(method)));

    /// <summary>Whether a symbol belongs to the assembly of the runtime.</summary>
    public bool IsRuntime(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Device.ContainingAssembly);

    /// <summary>Whether a delegate type is that of command handlers.</summary>
    public bool IsHandlerType(ITypeSymbol? type) => Same(type?.OriginalDefinition, CommandHandler);

    /// <summary>Whether a method has the shape of a command handler, and so can be given as one.</summary>
    public bool IsHandlerMethod(IMethodSymbol method) =>
        method.Parameters.Length == 2
        && method.ReturnType.Name is "ValueTask"
        && Same(method.Parameters[1].Type, CancellationToken)
        && method.Parameters[0].Type.GetAttributes().Any(attribute => Same(attribute.AttributeClass, ModeCommand));

    /// <summary>Whether a type is a contract's dispatcher.</summary>
    public bool IsDispatcher(ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            if (Same(current, CommandDispatcher)) return true;

        return false;
    }

    public static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
