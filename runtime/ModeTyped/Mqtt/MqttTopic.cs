using System.Text;

namespace ModeTyped.Mqtt;

/// <summary>A topic name together with its UTF-8 form, encoded once.</summary>
internal sealed class MqttTopic
{
    public MqttTopic(string name)
    {
        Name = name;
        Utf8 = Encoding.UTF8.GetBytes(name);
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> Utf8 { get; }

    public override string ToString() => Name;
}
