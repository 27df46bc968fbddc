using System.Text;

namespace ModeTyped.Mqtt;

/// <summary>A topic name together with its UTF-8 form, encoded once. It has no wildcards, as a publisher's and, with MODE, a subscriber's.</summary>
internal sealed class MqttTopic
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The name is empty, too long, not Unicode, or has a wildcard or U+0000.</exception>
    public MqttTopic(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny('+', '#', '\0'))
            throw new ArgumentException($"The topic '{name}' has one of the characters '+', '#' and U+0000.", nameof(name));
        byte[] utf8;
        try
        {
            utf8 = Strict.GetBytes(name);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("The topic has an unpaired surrogate.", nameof(name), exception);
        }

        if (utf8.Length > ushort.MaxValue)
            throw new ArgumentException($"The topic has {utf8.Length} bytes in UTF-8; 65,535 are allowed.", nameof(name));
        Name = name;
        Utf8 = utf8;
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    public override string ToString() => Name;
}
