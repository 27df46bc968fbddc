namespace ModeTyped.Generator.Model;

/// <summary>Which of System.Text.Json's callback interfaces a type implements.</summary>
[Flags]
internal enum ObjectCallbacks
{
    None = 0,
    OnSerializing = 1,
    OnSerialized = 2,
    OnDeserializing = 4,
    OnDeserialized = 8,
}
