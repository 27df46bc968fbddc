using Microsoft.CodeAnalysis.Diagnostics;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Reads the MSBuild properties that the package makes visible to the compiler.</summary>
internal static class ExportOptionsParser
{
    public static ExportOptions Parse(AnalyzerConfigOptionsProvider options, string assemblyName)
    {
        bool exports = options.GlobalOptions.TryGetValue("build_property.ModeTypedContractExport", out string? text)
            && string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        bool hasVersion = options.GlobalOptions.TryGetValue("build_property.ModeTypedContractVersion", out string? version) && version.Length > 0;
        return new ExportOptions(exports, hasVersion ? version! : "1.0.0", assemblyName);
    }
}
