using Microsoft.CodeAnalysis;
using ModeTyped.Generator.Model;
using ModeTyped.Generator.Parsing;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Our attributes as one compilation sees them, and what it annotates with them.</summary>
internal sealed class ContractSymbols
{
    private readonly Compilation _compilation;
    private readonly (INamedTypeSymbol Symbol, ContractKind Kind)[] _attributes;
    private readonly Lazy<ILookup<ISymbol, Annotation>> _contracts;

    private ContractSymbols(Compilation compilation, (INamedTypeSymbol, ContractKind)[] attributes)
    {
        _compilation = compilation;
        _attributes = attributes;
        _contracts = new(FindContracts);
    }

    /// <summary>The symbols, or null where the project does not reference ModeTyped.</summary>
    public static ContractSymbols? Create(Compilation compilation)
    {
        List<(INamedTypeSymbol, ContractKind)> attributes = [];
        Add(KnownTypes.ModeEventAttribute, ContractKind.Event);
        Add(KnownTypes.ModeCommandAttribute, ContractKind.Command);
        Add(KnownTypes.BulkLabelAttribute, ContractKind.BulkLabel);
        Add(KnownTypes.ModeDataAttribute, ContractKind.Data);
        return attributes.Count > 0 ? new(compilation, [.. attributes]) : null;

        void Add(string metadataName, ContractKind kind)
        {
            if (compilation.GetTypeByMetadataName(metadataName) is { } symbol) attributes.Add((symbol, kind));
        }
    }

    /// <summary>Our attributes on a type; hardly ever more than one.</summary>
    public IEnumerable<Annotation> GetAnnotations(INamedTypeSymbol type)
    {
        foreach (AttributeData data in type.GetAttributes())
            foreach ((INamedTypeSymbol symbol, ContractKind kind) in _attributes)
                if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, symbol))
                    yield return new Annotation(kind, type, data);
    }

    /// <summary>All annotations of the contract that a type belongs to: its containing type's, or the assembly's.</summary>
    public IEnumerable<Annotation> GetContract(INamedTypeSymbol type) => _contracts.Value[ContractOf(type)];

    /// <summary>All annotations of the compilation.</summary>
    public IEnumerable<Annotation> All => _contracts.Value.SelectMany(static contract => contract);

    /// <summary>Whether a referenced assembly may hold annotated types, as it references the runtime.</summary>
    public bool HasReferencedContracts
    {
        get
        {
            string runtime = _attributes[0].Symbol.ContainingAssembly.Name;
            foreach (IModuleSymbol module in _compilation.Assembly.Modules)
                foreach (IAssemblySymbol assembly in module.ReferencedAssemblySymbols)
                    if (assembly.Modules.Any(other => other.ReferencedAssemblies.Any(identity => identity.Name == runtime))) return true;

            return false;
        }
    }

    private ISymbol ContractOf(INamedTypeSymbol type) => type.ContainingType ?? (ISymbol)_compilation.Assembly;

    private ILookup<ISymbol, Annotation> FindContracts()
    {
        List<Annotation> annotations = [];
        Visit(_compilation.Assembly.GlobalNamespace);
        return annotations.ToLookup(annotation => ContractOf(annotation.Type), SymbolEqualityComparer.Default);

        void Visit(INamespaceOrTypeSymbol container)
        {
            foreach (ISymbol member in container.GetMembers())
            {
                if (member is INamedTypeSymbol type) annotations.AddRange(GetAnnotations(type));
                if (member is INamespaceOrTypeSymbol { CanBeReferencedByName: true } inner) Visit(inner);
            }
        }
    }
}
