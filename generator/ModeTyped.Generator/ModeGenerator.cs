using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator;

/// <summary>Generates typed MODE devices from annotated types. This file is wiring only: parsing decides, emission prints.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
