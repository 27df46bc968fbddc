using System.Globalization;
using System.Text;

namespace ModeTyped.Rest;

/// <summary>
/// What a device proves itself with; keep it for good, MODE issues it once. The API key never appears in
/// <see cref="object.ToString"/>. Immutable.
/// </summary>
public sealed record DeviceCredentials
{
    /// <summary>Creates the credentials.</summary>
    /// <param name="deviceId">The device id that MODE assigned.</param>
    /// <param name="apiKey">The API key that MODE issued to the device.</param>
    /// <exception cref="ArgumentException">The key is empty or has characters that no HTTP header can carry.</exception>
    public DeviceCredentials(ulong deviceId, string apiKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        if (apiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The API key must be visible ASCII without spaces.", nameof(apiKey));
        DeviceId = deviceId;
        ApiKey = apiKey;
    }

    /// <summary>The device id that MODE assigned.</summary>
    public ulong DeviceId { get; }

    /// <summary>The API key that MODE issued to the device.</summary>
    public string ApiKey { get; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"DeviceId = {DeviceId}");
        return true;
    }
}
