namespace ModeTyped.Generator.Parsing;

/// <summary>Why nothing can be generated for an annotated type.</summary>
internal enum TargetProblem
{
    None,

    /// <summary>The declaration is half-typed, or there is a second one that is no part of it.</summary>
    Incomplete,

    /// <summary>The project's language version is below C# 12.</summary>
    LanguageVersion,

    NotPartial,
    ContainerNotPartial,

    /// <summary>The type or a containing one has type parameters.</summary>
    Generic,

    Static,
    RefStruct,

    /// <summary>What is received cannot be bound to the type, as it is abstract and names no type to create instead.</summary>
    Abstract,

    /// <summary>System.Text.Json writes the type as an array or a dictionary, not by its members.</summary>
    Enumerated,

    /// <summary>The type or a containing one is declared with <c>file</c>.</summary>
    FileLocal,

    /// <summary>The type or a containing one is private or protected, so that generated code cannot name it.</summary>
    Inaccessible,

    /// <summary>Naming the type is an error by <c>[Obsolete]</c>.</summary>
    ObsoleteError,
}
