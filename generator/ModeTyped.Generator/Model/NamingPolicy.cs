namespace ModeTyped.Generator.Model;

/// <summary>How JSON names come from C# names, with the values of <c>JsonKnownNamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    Unspecified = 0,
    CamelCase = 1,
    SnakeCaseLower = 2,
    SnakeCaseUpper = 3,
    KebabCaseLower = 4,
    KebabCaseUpper = 5,
}
