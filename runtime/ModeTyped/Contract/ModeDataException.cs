namespace ModeTyped;

/// <summary>A value of the Device Data Proxy breaks the rules of its type, or does not fit it.</summary>
public sealed class ModeDataException : ModeException
{
    internal ModeDataException(string key, ModeDataViolation violation)
        : base($"The value of '{key}' breaks the rule {violation.Rule} at '{violation.Member}': {violation.Message}")
    {
        Key = key;
        Rule = violation.Rule;
        Member = violation.Member;
    }

    internal ModeDataException(string key, ModePayloadException cause)
        : base(cause.Message, cause)
    {
        Key = key;
        Rule = "Type";
        Member = cause.Path ?? "$";
    }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The name of the broken rule, such as <c>Range</c>; <c>Type</c> where the JSON does not fit the type.</summary>
    public string Rule { get; }

    /// <summary>The member that breaks it, by its JSON name; a JSON path where the JSON does not fit.</summary>
    public string Member { get; }
}
