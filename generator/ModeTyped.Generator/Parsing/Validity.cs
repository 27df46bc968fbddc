using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// What makes an annotation valid. The generator makes nothing for what has a problem here, and an analyzer reports the
/// same problem, so the two never disagree. A problem is a clause that completes "X is wrong because it ...".
/// </summary>
internal static class Validity
{
    /// <summary>The most bytes of a name in UTF-8: an MQTT string has 65,535, of which a topic's other levels take up to 50.</summary>
    public const int MaxNameBytes = 65_535 - 50;

    /// <summary>MODE ends the session of a device that sends more in a minute (MODE's specifications page).</summary>
    public const int SendsPerMinute = 600;

    /// <summary>MODE accepts MQTT's QoS 0 and 1 only.</summary>
    public const int MaxQualityOfService = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The type itself or the nearest type around it that generated code cannot add to, if any.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            if (!IsPartial(current, cancellationToken)) return current;

        return null;
    }

    /// <summary>Why code cannot be generated for a type of this kind, if so.</summary>
    public static string? FindTypeProblem(ContractKind kind, INamedTypeSymbol type)
    {
        if (type.IsRefLikeType) return "is a ref struct, which can be neither a type argument nor stored";
        if (type.IsStatic) return "is static, so it can neither implement an interface nor be a type argument";
        if (type.IsAbstract && kind is ContractKind.Command or ContractKind.Data && !HasDerivedTypes(type))
            return "is abstract, so what is received cannot be bound to it";

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) return "is file-local, so generated code cannot name it";
            if (current.TypeParameters.Length > 0) return "is generic, so it does not stand for one payload";
        }

        return null;
    }

    /// <summary>Why MODE would refuse an event type, action, label or data key, if so.</summary>
    public static string? FindNameProblem(ContractKind kind, string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "is empty";
        if (!TryCountBytes(name!, out int bytes)) return "has half of a surrogate pair and so no form in UTF-8";
        if (bytes > MaxNameBytes) return "is longer than the 65,485 bytes that fit into an MQTT topic";
        if (kind is not ContractKind.BulkLabel) return null;

        foreach (char c in name!)
        {
            if (c is '/') return "contains '/', but it is one level of an MQTT topic";
            if (c is '+' or '#') return $"contains '{c}', which is a wildcard in MQTT";
            if (char.IsControl(c)) return "contains a control character, which MQTT topics must not have";
        }

        return name is "request" or "response" ? "is the name of a topic level that MODE uses itself" : null;
    }

    /// <summary>Whether an event type has the form <c>_name_</c>, such as <c>_deviceConnected_</c>, of the cloud's own events.</summary>
    public static bool IsCloudEventType(string eventType) =>
        eventType.Length > 2 && eventType[0] == '_' && eventType[eventType.Length - 1] == '_';

    /// <summary>
    /// Whether a data key keeps to the documented characters: letters, digits, <c>_</c> and <c>-</c>, with a letter or digit
    /// at both ends.
    /// </summary>
    public static bool IsDocumentedDataKey(string key)
    {
        if (key.Length == 0 || !IsLetterOrDigit(key[0]) || !IsLetterOrDigit(key[key.Length - 1])) return false;

        foreach (char c in key)
            if (!IsLetterOrDigit(c) && c is not ('_' or '-')) return false;

        return true;
    }

    /// <summary>How names of a kind are told apart: actions ignore case, as MODE's own device SDK matches them.</summary>
    public static StringComparer NameComparer(ContractKind kind) =>
        kind is ContractKind.Command ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            if (reference.GetSyntax(cancellationToken) is not TypeDeclarationSyntax declaration
                || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return false;

        return true;
    }

    private static bool HasDerivedTypes(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
            if (attribute.AttributeClass is { Name: "JsonDerivedTypeAttribute" or "JsonConverterAttribute" }) return true;

        return false;
    }

    private static bool TryCountBytes(string text, out int bytes)
    {
        try
        {
            bytes = StrictUtf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            bytes = 0;
            return false;
        }
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
