namespace ModeTyped.Generator.Model;

/// <summary>When a member is left out, with the values of <c>JsonIgnoreCondition</c>.</summary>
internal enum IgnoreCondition
{
    Never = 0,
    Always = 1,
    WhenWritingDefault = 2,
    WhenWritingNull = 3,
    WhenWriting = 4,
    WhenReading = 5,
}
