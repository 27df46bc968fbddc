using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModeTyped.Simulator;

/// <summary>
/// The calls of MODE's REST API that devices make. MODE documents the shape of failures but few of their reasons: those
/// other than <c>RATE_LIMIT_EXCEEDED</c> are the simulator's own.
/// </summary>
internal sealed class RestApi(Cloud cloud)
{
    private const string Scheme = "ModeCloud ";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/devices", context => CallAsync(context, ProvisionAsync));
        routes.MapGet("/devices/{id}", context => CallAsync(context, GetDeviceAsync));
        routes.MapPost("/deviceRegistration", context => CallAsync(context, RegisterAsync));
    }

    private async Task CallAsync(HttpContext context, Func<HttpContext, Task> call)
    {
        try
        {
            if (cloud.Faults.RestFailure is { } failure) throw new RestException(failure);
            await call(context).ConfigureAwait(false);
        }
        catch (RestException exception)
        {
            await FailAsync(context, exception.Failure).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            await FailAsync(context, new RestFailure(StatusCodes.Status400BadRequest, "INVALID_BODY")).ConfigureAwait(false);
        }
    }

    private async Task ProvisionAsync(HttpContext context)
    {
        ProvisioningRequest request = await ReadAsync(context, RestJsonContext.Default.ProvisioningRequest).ConfigureAwait(false);
        if (request.Token is not { Length: > 0 } token || cloud.Devices.Provision(token) is not { } device)
            throw new RestException(StatusCodes.Status400BadRequest, "INVALID_TOKEN");

        await WriteAsync(
            context,
            StatusCodes.Status201Created,
            device.Info with { ApiKey = device.ApiKey },
            RestJsonContext.Default.DeviceInfo).ConfigureAwait(false);
    }

    private Task GetDeviceAsync(HttpContext context)
    {
        if (!DeviceTopic.TryParseId((string)context.Request.RouteValues["id"]!, out ulong id))
            throw new RestException(StatusCodes.Status404NotFound, "DEVICE_NOT_FOUND");

        Device device = Authenticate(context, id);
        return WriteAsync(context, StatusCodes.Status200OK, cloud.Describe(device), RestJsonContext.Default.DeviceInfo);
    }

    private async Task RegisterAsync(HttpContext context)
    {
        ClaimRequest request = context.Request.HasFormContentType
            ? Read(await context.Request.ReadFormAsync().ConfigureAwait(false))
            : await ReadAsync(context, RestJsonContext.Default.ClaimRequest).ConfigureAwait(false);
        if (request is not { DeviceId: { } id, Claimable: { } claimable } || (claimable && request.Duration is not > 0))
            throw new RestException(StatusCodes.Status400BadRequest, "INVALID_PARAMETERS");

        Device device = Authenticate(context, id);
        DateTimeOffset? end = claimable ? cloud.Time.GetUtcNow().AddSeconds(request.Duration!.Value) : null;
        device.Change(info => info with { ClaimExpirationTime = end });
        await WriteAsync(
            context,
            StatusCodes.Status200OK,
            new ClaimAnswer(end),
            RestJsonContext.Default.ClaimAnswer).ConfigureAwait(false);
    }

    private Device Authenticate(HttpContext context, ulong id)
    {
        string header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal)
            || cloud.Devices.FindByKey(header[Scheme.Length..]) is not { } device)
        {
            throw new RestException(StatusCodes.Status401Unauthorized, "INVALID_API_KEY");
        }

        if (device.Id != id) throw new RestException(StatusCodes.Status403Forbidden, "FOREIGN_DEVICE");
        if (!cloud.SendRate.TryCount(id, out TimeSpan retryAfter)) throw new RestException(RestFailure.RateLimitExceeded(retryAfter));
        return device;
    }

    private static ClaimRequest Read(IFormCollection form) => new(
        DeviceTopic.TryParseId(form["deviceId"].ToString(), out ulong id) ? id : null,
        form["claimable"].ToString() switch { "1" or "true" => true, "0" or "false" => false, _ => null },
        long.TryParse(form["duration"], NumberStyles.None, CultureInfo.InvariantCulture, out long duration) ? duration : null);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
        ?? throw new JsonException("null");

    private static Task WriteAsync<T>(HttpContext context, int statusCode, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsJsonAsync(value, type);
    }

    private static async Task FailAsync(HttpContext context, RestFailure failure)
    {
        context.Response.StatusCode = failure.StatusCode;
        context.Response.ContentType = "application/json";
        if (failure.RetryAfter is { } retryAfter)
            context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

        var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("reason"u8, failure.Reason);
            if (failure.Data is not null)
            {
                writer.WritePropertyName("data"u8);
                writer.WriteRawValue(failure.Data);
            }

            writer.WriteEndObject();
        }
    }
}
