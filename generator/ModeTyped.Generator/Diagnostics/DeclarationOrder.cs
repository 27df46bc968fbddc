using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Diagnostics;

/// <summary>Orders annotated types by where they stand, so that every build reports the same one of several.</summary>
internal sealed class DeclarationOrder : IComparer<Annotation>
{
    public static readonly DeclarationOrder Instance = new();

    public int Compare(Annotation x, Annotation y)
    {
        Location left = x.TypeLocation, right = y.TypeLocation;
        int byFile = string.CompareOrdinal(left.SourceTree?.FilePath, right.SourceTree?.FilePath);
        return byFile != 0 ? byFile : left.SourceSpan.CompareTo(right.SourceSpan);
    }
}
