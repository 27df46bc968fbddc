using System.Globalization;
using System.Text;
using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped.Device.Tests;

/// <summary>An event as the generator would make it.</summary>
internal readonly record struct Reading(int Number) : IModeEvent<Reading>
{
    static ModeEventInfo IModeEvent<Reading>.Info { get; } = new("reading");

    static void IModeEvent<Reading>.WriteEnvelope(ref JsonPayloadWriter writer, Reading value) =>
        Text.Write(ref writer, value.Number);
}

/// <summary>An event of which only the newest value matters.</summary>
internal readonly record struct Level(int Number) : IModeEvent<Level>
{
    static ModeEventInfo IModeEvent<Level>.Info { get; } = new("level", LatestOnly: true);

    static void IModeEvent<Level>.WriteEnvelope(ref JsonPayloadWriter writer, Level value)
    {
        writer.WriteRaw("level"u8);
        Text.Write(ref writer, value.Number);
    }
}

/// <summary>An event that has no JSON form.</summary>
internal readonly record struct Unwritable : IModeEvent<Unwritable>
{
    static ModeEventInfo IModeEvent<Unwritable>.Info { get; } = new("unwritable");

    static void IModeEvent<Unwritable>.WriteEnvelope(ref JsonPayloadWriter writer, Unwritable value)
    {
        writer.WriteRaw("{\"half\":"u8);
        throw new ModePayloadException("NaN has no JSON form.", "unwritable", "$.half");
    }
}

internal sealed class Vibration : IBulkLabel<Vibration>
{
    static BulkLabelInfo IBulkLabel<Vibration>.Info { get; } = new("Vibration");
}

internal delegate ValueTask TestHandler(string parameters, CancellationToken cancellationToken);

/// <summary>A dispatcher with handlers by action, as the generator would make one.</summary>
internal sealed class TestCommands : CommandDispatcher
{
    public Dictionary<string, TestHandler> Handlers { get; } = new(StringComparer.OrdinalIgnoreCase);

    protected internal override bool TryDispatch(
        ReadOnlySpan<byte> action, ReadOnlySpan<byte> parameters, out ValueTask completion, CancellationToken cancellationToken)
    {
        completion = default;
        if (!Handlers.TryGetValue(Encoding.UTF8.GetString(action), out TestHandler? handler)) return false;
        completion = handler(Encoding.UTF8.GetString(parameters), cancellationToken);
        return true;
    }
}

internal static class Text
{
    public static void Write(ref JsonPayloadWriter writer, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteRaw(digits[..length]);
    }
}

[ModeEvent("gauge")]
public partial record Gauge(double Value);

[ModeCommand("setTarget")]
public partial record SetTarget(double Celsius);

/// <summary>A value of the data proxy as the generator would make it.</summary>
internal sealed record Settings(double Target, bool Eco) : IModeData<Settings>
{
    static ModeDataInfo IModeDataValue<Settings>.Info { get; } = new("settings", IsFamily: false, "{}");

    static void IModeDataValue<Settings>.WriteValue(ref JsonPayloadWriter writer, Settings value)
    {
        writer.WriteRaw("{\"target\":"u8);
        writer.WriteDouble(value.Target);
        writer.WriteRaw(",\"eco\":"u8);
        writer.WriteBoolean(value.Eco);
        writer.WriteRaw("}"u8);
    }

    static Settings? IModeDataValue<Settings>.ReadValue(ref Utf8JsonReader reader)
    {
        JsonElement value = JsonElement.ParseValue(ref reader);
        return new Settings(value.GetProperty("target").GetDouble(), value.GetProperty("eco").GetBoolean());
    }

    static ModeDataViolation? IModeDataValue<Settings>.Validate(Settings value) => null;
}

internal sealed record ForecastQuery(int Hours);

internal sealed record ForecastResult(double Celsius);

/// <summary>A bulk data exchange as the generator would make it.</summary>
internal sealed class Forecast : IBulkLabel<Forecast>, IBulkExchange<ForecastQuery, ForecastResult>
{
    static BulkLabelInfo IBulkLabel<Forecast>.Info { get; } = new("Forecast");

    public static Task<ForecastResult> RequestAsync(ModeDevice device, ForecastQuery request, CancellationToken cancellationToken) =>
        device.RequestAsync<Forecast, ForecastQuery, ForecastResult>(request, null, cancellationToken);

    static void IBulkExchange<ForecastQuery, ForecastResult>.WriteRequest(ref JsonPayloadWriter writer, ForecastQuery request)
    {
        writer.WriteRaw("{\"hours\":"u8);
        writer.WriteInt32(request.Hours);
        writer.WriteRaw("}"u8);
    }

    static ForecastResult? IBulkExchange<ForecastQuery, ForecastResult>.ReadResponse(ref Utf8JsonReader reader) =>
        new(JsonElement.ParseValue(ref reader).GetProperty("celsius").GetDouble());
}
