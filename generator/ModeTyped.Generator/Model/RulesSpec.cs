using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>The rules of a type's members, for the class that checks them.</summary>
/// <param name="Type">The type whose values are checked.</param>
/// <param name="Class">The class that checks them, from <c>global::</c>, in the namespace of the codecs.</param>
/// <param name="Members">The members that have rules, or whose values have.</param>
internal sealed record RulesSpec(TypeRef Type, string Class, EquatableArray<MemberRules> Members)
{
    public string ClassName => Class.Substring(Class.LastIndexOf('.') + 1);

    public string Namespace => Class.Substring("global::".Length, Class.LastIndexOf('.') - "global::".Length);
}

/// <summary>The rules of one member.</summary>
/// <param name="Name">Its name in C#, escaped where it is a keyword.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Rules">Its own rules, in the order of checking.</param>
/// <param name="Inner">Where values inside it are found that have rules of their own.</param>
/// <param name="InnerRules">The class that checks those, from <c>global::</c>; empty where there are none.</param>
internal sealed record MemberRules(
    string Name, string JsonName, EquatableArray<RuleSpec> Rules, InnerValues Inner, string InnerRules);

/// <summary>Where a member has values with rules of their own.</summary>
internal enum InnerValues
{
    None,

    /// <summary>The member's value is one.</summary>
    Value,

    /// <summary>The elements of a collection are.</summary>
    Elements,

    /// <summary>The values of a dictionary are.</summary>
    Entries,
}

/// <summary>A rule that an annotation states.</summary>
/// <param name="Name">The annotation, such as <c>Range</c>.</param>
/// <param name="Message">What it asks for.</param>
/// <param name="Broken">When it is broken: a C# expression over <c>value</c>; for a regular expression, the text to match.</param>
/// <param name="Pattern">The regular expression, or null.</param>
/// <param name="MatchTimeout">Its time limit in milliseconds.</param>
internal sealed record RuleSpec(string Name, string Message, string Broken, string? Pattern = null, int MatchTimeout = 0);
