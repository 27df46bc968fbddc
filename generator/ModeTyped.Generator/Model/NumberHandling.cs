namespace ModeTyped.Generator.Model;

/// <summary>How numbers may stand in strings, with the values of <c>JsonNumberHandling</c>.</summary>
[Flags]
internal enum NumberHandling
{
    Strict = 0,
    AllowReadingFromString = 1,
    WriteAsString = 2,
    AllowNamedFloatingPointLiterals = 4,
}
