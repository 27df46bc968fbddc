namespace ModeTyped.Generator.Model;

/// <summary>How writing goes through the elements of a collection.</summary>
internal enum ListAccess
{
    /// <summary>By <c>foreach</c>.</summary>
    Enumerator,

    /// <summary>By index, which for an interface spares the enumerator.</summary>
    Index,

    /// <summary>By <c>foreach</c> over its <c>Span</c>.</summary>
    Span,

    /// <summary>By <c>foreach</c>, of an <c>ImmutableArray</c>, which may lack its array.</summary>
    ImmutableArray,
}
