namespace ModeTyped.Generator.Model;

/// <summary>Where a value that was read for a member goes.</summary>
internal enum ReadTarget
{
    /// <summary>Nowhere: the property is read-only and its JSON is skipped.</summary>
    None,

    /// <summary>Into the constructor.</summary>
    Parameter,

    /// <summary>Into the object initializer, as a required member must.</summary>
    Initializer,

    /// <summary>
    /// Into the object initializer, or else what the initializer of the property gives: an optional init-only property of
    /// a generic type, where no accessor reaches.
    /// </summary>
    InitializerOrDefault,

    /// <summary>Assigned to the finished object.</summary>
    Setter,

    /// <summary>
    /// Through an unsafe accessor: an optional init-only property, whose initializer thus survives where JSON has no
    /// value, or a setter that only the type itself sees.
    /// </summary>
    Accessor,
}
