using System.Globalization;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>
/// Which bit of the variables <c>seen</c>, <c>seen2</c>... says that a member came: the required ones first, then those
/// that are set only where they came.
/// </summary>
internal sealed class SeenBits
{
    private const int BitsPerVariable = 64;

    private readonly Dictionary<MemberSpec, int> _bits = [];
    private readonly List<string> _required = [];

    public SeenBits(ObjectSpec spec, bool isMadeFirst)
    {
        foreach (MemberSpec member in spec.Members)
        {
            if (!member.IsRequired) continue;
            _bits.Add(member, _bits.Count);
            _required.Add(Literals.String(member.JsonName));
        }

        foreach (MemberSpec member in spec.Members)
        {
            bool isOptional = !isMadeFirst && member.Read is ReadTarget.Setter or ReadTarget.Accessor or ReadTarget.InitializerOrDefault;
            if (!_bits.ContainsKey(member) && (isOptional || (spec.RefusesDuplicates && member.Read is not ReadTarget.None)))
                _bits.Add(member, _bits.Count);
        }
    }

    /// <summary>The variables that are needed.</summary>
    public IEnumerable<string> Variables => Enumerable.Range(0, (_bits.Count + BitsPerVariable - 1) / BitsPerVariable).Select(Variable);

    /// <summary>A condition that a member came.</summary>
    public string Has(MemberSpec member) => $"({Variable(_bits[member] / BitsPerVariable)} & {Bit(member)}) != 0";

    /// <summary>A statement that a member came; null where nobody asks.</summary>
    public string? Set(MemberSpec member) =>
        _bits.TryGetValue(member, out int bit) ? $"{Variable(bit / BitsPerVariable)} |= {Bit(member)};" : null;

    /// <summary>A statement that throws where a required member did not come; null without required members.</summary>
    public string? ThrowIfMissing()
    {
        if (_required.Count == 0) return null;

        var conditions = new List<string>();
        var variables = new List<string>();
        for (int first = 0; first < _required.Count; first += BitsPerVariable)
        {
            int count = Math.Min(BitsPerVariable, _required.Count - first);
            string mask = Hex(count == BitsPerVariable ? ulong.MaxValue : (1UL << count) - 1);
            string variable = Variable(first / BitsPerVariable);
            conditions.Add($"({variable} & {mask}) != {mask}");
            variables.Add(variable);
        }

        return $"if ({string.Join(" || ", conditions)}) throw JsonPayloadReader.Missing([{string.Join(", ", variables)}], [{string.Join(", ", _required)}]);";
    }

    private string Bit(MemberSpec member) => Hex(1UL << (_bits[member] % BitsPerVariable));

    private static string Variable(int index) => index == 0 ? "seen" : "seen" + Literals.Int(index + 1);

    private static string Hex(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture);
}
