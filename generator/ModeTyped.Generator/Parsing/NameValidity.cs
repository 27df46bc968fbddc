using System.Text;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>
/// What makes the name in an annotation valid. The generator makes nothing for a name that has a problem here, and an
/// analyzer reports the same problem, so the two never disagree.
/// </summary>
internal static class NameValidity
{
    /// <summary>The most bytes of a name in UTF-8: an MQTT string has 65,535, of which a topic's other levels take up to 50.</summary>
    public const int MaxNameBytes = 65_535 - 50;

    private const string UseConfiguredLabel = "use the label as the Smart Module's configuration has it";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Why MODE would refuse an event type, action, label or data key, if so: a clause that completes "the name ...".
    /// </summary>
    public static string? FindNameProblem(ContractKind kind, string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "is empty; name it as MODE knows it";
        if (!TryCountBytes(name!, out int bytes)) return "has half of a surrogate pair and so no form in UTF-8; write the whole character";
        if (bytes > MaxNameBytes) return "is longer than the 65,485 bytes that fit into an MQTT topic; shorten it";
        if (kind is not ContractKind.BulkLabel) return null;

        foreach (char c in name!)
        {
            if (c is '/') return $"contains '/', but it is one level of an MQTT topic; {UseConfiguredLabel}";
            if (c is '+' or '#') return $"contains '{c}', which is a wildcard in MQTT; {UseConfiguredLabel}";
            if (char.IsControl(c)) return $"contains a control character, which an MQTT topic must not have; {UseConfiguredLabel}";
        }

        return name is "request" or "response" ? $"is a topic level that MODE uses itself; {UseConfiguredLabel}" : null;
    }

    /// <summary>Whether an event type has the form <c>_name_</c>, such as <c>_deviceConnected_</c>, of the cloud's own events.</summary>
    public static bool IsCloudEventType(string eventType) =>
        eventType.Length > 2 && eventType[0] == '_' && eventType[eventType.Length - 1] == '_';

    /// <summary>Whether a data key stands for a family of keys, which begin with what precedes its <c>*</c>.</summary>
    public static bool IsDataFamily(string key) => key.EndsWith("*", StringComparison.Ordinal);

    /// <summary>
    /// Whether a data key keeps to the documented characters: letters, digits, <c>_</c> and <c>-</c>, with a letter or digit
    /// at both ends. Of a family the rest of the key, which is not known here, makes the end.
    /// </summary>
    public static bool IsDocumentedDataKey(string key)
    {
        bool isFamily = IsDataFamily(key);
        string known = isFamily ? key.Substring(0, key.Length - 1) : key;
        if (known.Length == 0) return isFamily;
        if (!IsLetterOrDigit(known[0]) || (!isFamily && !IsLetterOrDigit(known[known.Length - 1]))) return false;

        foreach (char c in known)
            if (!IsLetterOrDigit(c) && c is not ('_' or '-')) return false;

        return true;
    }

    /// <summary>
    /// Whether two names of a kind cannot stand side by side in a contract: they are the same, or one is of the keys that
    /// the other, a family, has.
    /// </summary>
    public static bool Clash(ContractKind kind, string name, string other) =>
        NameComparer(kind).Equals(name, other) || (kind is ContractKind.Data && (IsInFamily(name, other) || IsInFamily(other, name)));

    /// <summary>How names of a kind are told apart: actions ignore case, as MODE's own device SDK matches them.</summary>
    public static StringComparer NameComparer(ContractKind kind) =>
        kind is ContractKind.Command ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static bool IsInFamily(string key, string family) =>
        IsDataFamily(family) && key.StartsWith(family.Substring(0, family.Length - 1), StringComparison.Ordinal);

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
