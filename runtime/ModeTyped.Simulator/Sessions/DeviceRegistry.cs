using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ModeTyped.Mqtt;

namespace ModeTyped.Simulator;

/// <summary>The devices that exist, and their API keys. Thread safe.</summary>
internal sealed class DeviceRegistry(IDictionary<ulong, string> devices)
{
    private readonly ConcurrentDictionary<ulong, string> _keys = new(devices);

    public void Add(ulong deviceId, string apiKey) => _keys[deviceId] = apiKey;

    public bool Remove(ulong deviceId) => _keys.TryRemove(deviceId, out _);

    /// <summary>Tells which device a CONNECT comes from.</summary>
    /// <exception cref="RefusedException">Unknown device or wrong key.</exception>
    public ulong Authenticate(in ConnectPacket packet)
    {
        if (packet.UserName is not { } userName)
            throw Refused("CONNECT without a user name; the user name is the device id.");
        if (!DeviceTopic.TryParseId(Encoding.UTF8.GetString(userName), out ulong id))
            throw Refused("CONNECT whose user name is not a device id in decimal.");
        if (!_keys.TryGetValue(id, out string? key))
            throw Refused($"CONNECT as device {id}, which does not exist.");
        if (packet.Password is not { } password)
            throw Refused($"CONNECT as device {id} without a password; the password is the device's API key.");
        if (!CryptographicOperations.FixedTimeEquals(password.ToArray(), Encoding.UTF8.GetBytes(key)))
            throw Refused($"CONNECT as device {id} with a password that is not its API key.");

        return id;
    }

    private static RefusedException Refused(string reason) =>
        new(Restriction.Credentials, reason, ConnectReturnCode.BadUserNameOrPassword);
}
