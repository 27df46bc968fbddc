using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Parsing;

/// <summary>Gathers the payload types of all annotated types.</summary>
internal static class PayloadGrouping
{
    /// <summary>The types of several forms, in order, repeated where several reach them.</summary>
    public static EquatableArray<PayloadSpec> Flatten(IEnumerable<EquatableArray<PayloadSpec>> forms)
    {
        var payloads = new List<PayloadSpec>();
        foreach (EquatableArray<PayloadSpec> form in forms)
            foreach (PayloadSpec payload in form) payloads.Add(payload);
        return payloads.ToEquatableArray();
    }

    /// <summary>
    /// Each codec once, in the order of discovery: the pipeline compares by position, so that a sorted list would write
    /// all files after a new one again.
    /// </summary>
    public static EquatableArray<PayloadFile> Files(EquatableArray<PayloadSpec> payloads)
    {
        var codecs = new HashSet<string>(StringComparer.Ordinal);
        var hintNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var files = new List<PayloadFile>();
        foreach (PayloadSpec payload in payloads)
        {
            if (codecs.Add(payload.Codec))
                files.Add(new PayloadFile(payload, HintNames.For(payload.Codec.Replace("global::", ""), hintNames)));
        }

        return files.ToEquatableArray();
    }

    /// <summary>Each class of rules once, in the order of discovery.</summary>
    public static EquatableArray<RulesFile> Files(IEnumerable<EquatableArray<RulesSpec>> rules)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        var hintNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return rules
            .SelectMany(static list => list)
            .Where(spec => classes.Add(spec.Class))
            .Select(spec => new RulesFile(spec, HintNames.For(spec.Class.Replace("global::", ""), hintNames)))
            .ToEquatableArray();
    }
}
