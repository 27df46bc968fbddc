using ModeTyped.Json.Cases.Types;

namespace ModeTyped.Json.Cases;

public sealed partial class JsonCases
{
    /// <summary>The cases of all contracts.</summary>
    public static IReadOnlyList<JsonCases> All { get; } =
    [
        Members.Cases, Ignoring.Cases, Creation.Cases, Nulls.Cases, Scalars.Cases, Handling.Cases, Enums.Cases, Lists.Cases, Dictionaries.Cases, Shapes.Cases,
        Derived.Cases, Open.Cases, Converting.Cases,
        SnakeCaseLowerNames.Cases, SnakeCaseUpperNames.Cases, KebabCaseLowerNames.Cases, KebabCaseUpperNames.Cases, UnspecifiedNames.Cases,
        NumberEnums.Cases, SparseNulls.Cases, SparseDefaults.Cases, TextNumbers.Cases, Exact.Cases, Combined.Cases,
    ];
}
