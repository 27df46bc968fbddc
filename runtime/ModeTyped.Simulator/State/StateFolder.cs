using System.Globalization;
using System.Text.Json;

namespace ModeTyped.Simulator;

/// <summary>
/// Keeps devices and their data in a folder across restarts. Each file is replaced as a whole, so that a crash leaves the
/// old one or the new one. API keys are kept in the clear, readable by the owner only.
/// </summary>
internal sealed class StateFolder
{
    private const string DevicesFile = "devices.json";

    private readonly Lock _gate = new();
    private readonly string _folder;

    public StateFolder(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    public void SaveDevices(IReadOnlyDictionary<ulong, string> keys) =>
        Write(DevicesFile, JsonSerializer.SerializeToUtf8Bytes(keys, StateJsonContext.Default.IReadOnlyDictionaryUInt64String));

    public IReadOnlyDictionary<ulong, string> LoadDevices() => Read(DevicesFile) is { } json
        ? JsonSerializer.Deserialize(json, StateJsonContext.Default.DictionaryUInt64String)!
        : new Dictionary<ulong, string>();

    /// <summary>Saves a data proxy in the form in which the cloud sends it.</summary>
    public void SaveData(ulong deviceId, long revision, IReadOnlyList<DataItem> items) =>
        Write(DataFile(deviceId), DataMessage.Reload(revision, items));

    public (long Revision, IReadOnlyList<DataItem> Items)? LoadData(ulong deviceId)
    {
        if (Read(DataFile(deviceId)) is not { } json) return null;

        JsonElement root = JsonElement.Parse(json);
        long revision = root.GetProperty("rev"u8).GetInt64();
        return (revision, [.. root.GetProperty("items"u8).EnumerateArray().Select(item => new DataItem(
            item.GetProperty("key"u8).GetString()!,
            item.GetProperty("value"u8),
            item.GetProperty("modificationTime"u8).GetDateTimeOffset(),
            revision))]);
    }

    private static string DataFile(ulong deviceId) => string.Create(CultureInfo.InvariantCulture, $"data-{deviceId}.json");

    private byte[]? Read(string name)
    {
        string path = Path.Combine(_folder, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private void Write(string name, byte[] json)
    {
        string path = Path.Combine(_folder, name);
        string fresh = path + ".new";
        var ownerOnly = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) ownerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        lock (_gate)
        {
            using (var file = new FileStream(fresh, ownerOnly)) file.Write(json);
            File.Move(fresh, path, overwrite: true);
        }
    }
}
