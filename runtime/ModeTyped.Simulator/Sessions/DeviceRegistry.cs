using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ModeTyped.Mqtt;
using ModeTyped.Rest;

namespace ModeTyped.Simulator;

/// <summary>The devices that exist, their API keys, and the tokens that make new ones. Thread safe.</summary>
internal sealed class DeviceRegistry
{
    private const ulong FirstProvisionedId = 1_000_000;

    private readonly ConcurrentDictionary<ulong, Device> _devices = new();
    private readonly ConcurrentDictionary<string, string> _tagsByToken = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Action<DeviceRegistry> _changed;

    /// <param name="kept">API key by device id, of devices from before.</param>
    /// <param name="devices">API key by device id; wins over what was kept.</param>
    /// <param name="time">The clock of creation times.</param>
    /// <param name="changed">Told when a device came, went or got another key.</param>
    public DeviceRegistry(
        IReadOnlyDictionary<ulong, string> kept,
        IDictionary<ulong, string> devices,
        TimeProvider time,
        Action<DeviceRegistry> changed)
    {
        _time = time;
        _changed = changed;
        foreach ((ulong id, string key) in kept) _devices[id] = Create(id, key);
        foreach ((ulong id, string key) in devices) _devices[id] = Create(id, key);
        changed(this);
    }

    /// <summary>The keys of all devices.</summary>
    public IReadOnlyDictionary<ulong, string> Keys => _devices.ToDictionary(entry => entry.Key, entry => entry.Value.ApiKey);

    public void Add(ulong deviceId, string apiKey)
    {
        _devices.AddOrUpdate(
            deviceId,
            _ => Create(deviceId, apiKey),
            (_, device) =>
            {
                device.ApiKey = apiKey;
                return device;
            });
        _changed(this);
    }

    public bool Remove(ulong deviceId)
    {
        bool removed = _devices.TryRemove(deviceId, out _);
        _changed(this);
        return removed;
    }

    public Device? Find(ulong deviceId) => _devices.GetValueOrDefault(deviceId);

    /// <summary>Issues a token that provisions one device.</summary>
    public string IssueToken(string tag)
    {
        string token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _tagsByToken[token] = tag;
        return token;
    }

    /// <summary>Makes a new device for a token, which is spent; null where there is no such token.</summary>
    public Device? Provision(string token)
    {
        if (!_tagsByToken.TryRemove(token, out string? tag)) return null;

        string key = $"v1.{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        ulong id = FirstProvisionedId;
        Device device;
        do
        {
            device = Create(id, key, tag);
        }
        while (!_devices.TryAdd(id++, device));

        _changed(this);
        return device;
    }

    /// <summary>Tells which device a CONNECT comes from.</summary>
    /// <exception cref="RefusedException">Unknown device or wrong key.</exception>
    public Device Authenticate(in ConnectPacket packet)
    {
        if (packet.UserName is not { } userName)
            throw Refused("CONNECT without a user name; the user name is the device id.");
        if (!DeviceTopic.TryParseId(Encoding.UTF8.GetString(userName), out ulong id))
            throw Refused("CONNECT whose user name is not a device id in decimal.");
        if (!_devices.TryGetValue(id, out Device? device))
            throw Refused($"CONNECT as device {id}, which does not exist.");
        if (packet.Password is not { } password)
            throw Refused($"CONNECT as device {id} without a password; the password is the device's API key.");
        if (!IsKeyOf(device, password.ToArray()))
            throw Refused($"CONNECT as device {id} with a password that is not its API key.");

        return device;
    }

    /// <summary>The device that a key belongs to.</summary>
    public Device? FindByKey(string key)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(key);
        return _devices.Values.FirstOrDefault(device => IsKeyOf(device, utf8));
    }

    private static bool IsKeyOf(Device device, ReadOnlySpan<byte> key) =>
        CryptographicOperations.FixedTimeEquals(key, Encoding.UTF8.GetBytes(device.ApiKey));

    private static RefusedException Refused(string reason) =>
        new(Restriction.Credentials, reason, ConnectReturnCode.BadUserNameOrPassword);

    private Device Create(ulong id, string key, string tag = "")
    {
        DateTimeOffset now = _time.GetUtcNow();
        return new Device(
            new DeviceInfo
            {
                Id = id,
                ProjectId = 1,
                HomeId = 1,
                CreationTime = now,
                Name = "",
                Tag = tag,
                DeviceClass = "simulated",
                ClaimCode = RandomNumberGenerator.GetHexString(8, lowercase: true),
                ClaimTime = now,
            },
            key);
    }
}
