namespace ModeTyped.Generator.Model;

/// <summary>A property or field that is a JSON property.</summary>
/// <param name="Name">Its name in C#, escaped where it is a keyword.</param>
/// <param name="JsonName">Its name in JSON, not escaped.</param>
/// <param name="Local">The local variable that holds its value while an object is read.</param>
/// <param name="Type">Its type.</param>
/// <param name="Write">When it is written.</param>
/// <param name="Read">Where a value read for it goes.</param>
/// <param name="RefusesNullOnWrite">Whether the getter's declaration says that there is no null.</param>
/// <param name="RefusesNullOnRead">Whether the setter's or parameter's declaration does not take null.</param>
/// <param name="IsRequired">Whether reading fails where it is missing.</param>
/// <param name="DeclaringType">The type that declares it, from <c>global::</c>, for what only an accessor or a cast reaches.</param>
/// <param name="IsField">Whether it is a field.</param>
/// <param name="IsHidden">Whether only a cast to the declaring type reaches it, since another member has its name.</param>
/// <param name="GetsByAccessor">Whether only an unsafe accessor reads it.</param>
/// <param name="MustInitialize">Whether C# demands it in the object initializer, wherever else its value goes.</param>
internal sealed record MemberSpec(
    string Name,
    string JsonName,
    string Local,
    TypeRef Type,
    WriteCondition Write,
    ReadTarget Read,
    bool RefusesNullOnWrite,
    bool RefusesNullOnRead,
    bool IsRequired,
    string DeclaringType,
    bool IsField,
    bool IsHidden,
    bool GetsByAccessor,
    bool MustInitialize)
{
    /// <summary>The end of the names of its accessors.</summary>
    public string AccessorSuffix
    {
        get
        {
            string name = Local.TrimStart('@');
            return char.ToUpperInvariant(name[0]) + name.Substring(1);
        }
    }
}
