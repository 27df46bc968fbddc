using ModeTyped.Generator.Collections;
using ModeTyped.Generator.Emission;

namespace ModeTyped.Generator.Model;

/// <summary>A payload type's codec and the name of its file.</summary>
internal sealed record PayloadFile(PayloadSpec Payload, string HintName)
{
    /// <summary>The types of all graphs, in order, repeated where several graphs reach them.</summary>
    public static EquatableArray<PayloadSpec> Flatten(IEnumerable<PayloadGraph?> graphs)
    {
        var payloads = new List<PayloadSpec>();
        foreach (PayloadGraph? graph in graphs) payloads.AddRange(graph?.Payloads ?? []);
        return payloads.ToEquatableArray();
    }

    /// <summary>
    /// Each codec once, in the order of discovery: the pipeline compares by position, so that a sorted list would write
    /// all files after a new one again.
    /// </summary>
    public static EquatableArray<PayloadFile> Distinct(EquatableArray<PayloadSpec> first, EquatableArray<PayloadSpec> second)
    {
        var codecs = new HashSet<string>(StringComparer.Ordinal);
        var hintNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var files = new List<PayloadFile>();
        foreach (PayloadSpec payload in first.Concat(second))
        {
            if (codecs.Add(payload.Codec))
                files.Add(new PayloadFile(payload, HintNames.For(payload.Codec.Replace("global::", ""), "", hintNames)));
        }

        return files.ToEquatableArray();
    }
}
