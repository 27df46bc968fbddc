using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ModeTyped.Json;

/// <summary>Calls System.Text.Json's callbacks, on a struct itself rather than on a copy in a box.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonPayloadCallbacks
{
    /// <summary>Tells a value that it is about to be written.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    public static void OnSerializing<T>(ref T value)
        where T : IJsonOnSerializing => value.OnSerializing();

    /// <summary>Tells a value that it has been written.</summary>
    /// <inheritdoc cref="OnSerializing"/>
    public static void OnSerialized<T>(ref T value)
        where T : IJsonOnSerialized => value.OnSerialized();

    /// <summary>Tells a value that it has been made and is about to be filled.</summary>
    /// <inheritdoc cref="OnSerializing"/>
    public static void OnDeserializing<T>(ref T value)
        where T : IJsonOnDeserializing => value.OnDeserializing();

    /// <summary>Tells a value that it has been read.</summary>
    /// <inheritdoc cref="OnSerializing"/>
    public static void OnDeserialized<T>(ref T value)
        where T : IJsonOnDeserialized => value.OnDeserialized();
}
