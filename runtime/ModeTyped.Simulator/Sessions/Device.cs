using ModeTyped.Rest;

namespace ModeTyped.Simulator;

/// <summary>A device as the cloud knows it. Thread safe.</summary>
internal sealed class Device(DeviceInfo info, string apiKey)
{
    private readonly Lock _gate = new();
    private volatile DeviceInfo _info = info;
    private volatile string _apiKey = apiKey;

    public ulong Id => _info.Id;

    /// <summary>The API key, which <see cref="Info"/> does not tell.</summary>
    public string ApiKey
    {
        get => _apiKey;
        set => _apiKey = value;
    }

    public DeviceInfo Info => _info;

    public DeviceInfo Change(Func<DeviceInfo, DeviceInfo> change)
    {
        lock (_gate) return _info = change(_info) with { Id = _info.Id };
    }
}
