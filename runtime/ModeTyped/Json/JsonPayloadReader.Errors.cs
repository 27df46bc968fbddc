using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace ModeTyped.Json;

public static partial class JsonPayloadReader
{
    /// <summary>The error for required properties that did not come.</summary>
    /// <param name="seen">A bit for each property that came.</param>
    /// <param name="names">The required properties, in the order of their bits.</param>
    public static JsonException Missing(ReadOnlySpan<ulong> seen, ReadOnlySpan<string> names)
    {
        var missing = new List<string>();
        for (int i = 0; i < names.Length; i++)
            if ((seen[i / 64] & (1UL << (i % 64))) == 0) missing.Add(names[i]);

        return new JsonException($"Required and missing: '{string.Join("', '", missing)}'.");
    }

    /// <summary>The error for a property that the type does not have and does not accept.</summary>
    /// <param name="name">The property.</param>
    public static JsonException Unmapped(ReadOnlySpan<byte> name) =>
        new($"The type has no property '{Text(name)}', and its contract refuses others.");

    /// <summary>The error for a property that came before.</summary>
    /// <param name="name">The property.</param>
    public static JsonException Duplicate(string? name) => new($"The property '{name}' came twice, which the contract refuses.");

    /// <summary>The error for an object that does not say which derived type it is.</summary>
    /// <param name="property">The property that would.</param>
    public static JsonException NoDiscriminator(string property) =>
        new($"The type is abstract, and its JSON does not begin with '{property}', which tells the derived type.");

    /// <summary>The error for an object of a derived type that is not known.</summary>
    /// <param name="reader">The reader on the discriminator.</param>
    public static JsonException UnknownDiscriminator(ref Utf8JsonReader reader)
    {
        CheckDiscriminator(ref reader);
        return new JsonException("The discriminator is that of no derived type.");
    }

    /// <summary>Checks that a discriminator is a string or an integer.</summary>
    /// <param name="reader">The reader on the discriminator.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void CheckDiscriminator(ref Utf8JsonReader reader)
    {
        if (IsString(ref reader)) GetString(ref reader);
        else if (!IsNumber(ref reader) || !reader.TryGetInt32(out _)) throw Unexpected(ref reader, "a discriminator");
    }

    /// <summary>Refuses the names that tell of an object rather than belong to it, where derived types are told apart.</summary>
    /// <param name="name">A property.</param>
    /// <param name="discriminator">The property that tells the derived type, which must come first and once.</param>
    /// <exception cref="JsonException">The property is one of those.</exception>
    public static void RefuseMetadata(ReadOnlySpan<byte> name, ReadOnlySpan<byte> discriminator)
    {
        if (name.SequenceEqual(discriminator)) throw new JsonException($"'{Text(name)}' must be the first property, and come once.");
        if (name is [(byte)'$', ..]) throw new JsonException($"The property '{Text(name)}' begins with '$', which is not allowed where a property tells the derived type.");
    }

    /// <summary>The error for a value that does not fit.</summary>
    /// <param name="reader">The reader on the value.</param>
    /// <param name="expected">What was expected, such as <c>an object</c>.</param>
    internal static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"Expected {expected}, found {Describe(ref reader)}.");

    /// <summary>What the reader stands on, without showing what could be a secret in a string.</summary>
    private static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => $"the number {(reader.HasValueSequence ? "given" : Encoding.UTF8.GetString(reader.ValueSpan))}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        _ => "no value",
    };

    [DoesNotReturn]
    private static void ThrowNull() => throw new JsonException("The value is null, and its declaration does not allow null.");
}
