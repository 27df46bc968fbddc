namespace ModeTyped.Generator.Model;

/// <summary>How reading makes an object.</summary>
internal enum ObjectCreation
{
    /// <summary>Not at all: nothing says how.</summary>
    None,

    /// <summary>By <c>new</c>.</summary>
    Constructor,

    /// <summary>Through an unsafe accessor, since only the type itself sees the constructor.</summary>
    Accessor,
}
