using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ModeTyped.Rest;

/// <summary>
/// The REST calls that a device makes: on-demand provisioning, device info and claim mode. One client serves any number
/// of devices; all members are safe from any thread. The <see cref="HttpClient"/> stays the caller's.
/// </summary>
public sealed class ModeRestClient
{
    private const int MaxAnswerSize = 1024 * 1024;

    private static readonly TimeSpan DefaultRetryDelay = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly ModeRestOptions _options;
    private readonly Uri _root;

    /// <summary>Creates a client.</summary>
    /// <param name="httpClient">Sends the requests; its own timeout and base address play no part beyond its limits.</param>
    /// <param name="options">How to reach the API; null for MODE's public one.</param>
    public ModeRestClient(HttpClient httpClient, ModeRestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        _http = httpClient;
        _options = options ?? new ModeRestOptions();
        string root = _options.BaseAddress.AbsoluteUri;
        _root = root.EndsWith('/') ? _options.BaseAddress : new Uri(root + "/");
    }

    /// <summary>
    /// Exchanges a provisioning token for the credentials of a new device (<c>POST /devices</c>). MODE hands the key out
    /// once: store it before anything else.
    /// </summary>
    /// <param name="token">The token that the user's app got from MODE.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="ModeRestException">MODE refused the token, or did not answer.</exception>
    public async Task<DeviceCredentials> ProvisionAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        ProvisionAnswer answer = await CallAsync(
            HttpMethod.Post,
            "devices",
            credentials: null,
            Body(new ProvisionRequest(token), RestJsonContext.Default.ProvisionRequest),
            RestJsonContext.Default.ProvisionAnswer,
            cancellationToken).ConfigureAwait(false);

        if (answer is not { Id: { } id, ApiKey: { Length: > 0 } key }) throw Unexpected("no device id and API key in it");
        try
        {
            return new DeviceCredentials(id, key);
        }
        catch (ArgumentException exception)
        {
            throw Unexpected("an API key that cannot be used", exception);
        }
    }

    /// <summary>Reads what MODE knows of the device (<c>GET /devices/ID</c>).</summary>
    /// <param name="credentials">The device.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="ModeRestException">MODE refused the call, or did not answer.</exception>
    public Task<DeviceInfo> GetDeviceAsync(DeviceCredentials credentials, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return CallAsync(
            HttpMethod.Get,
            FormattableString.Invariant($"devices/{credentials.DeviceId}"),
            credentials,
            body: null,
            RestJsonContext.Default.DeviceInfo,
            cancellationToken);
    }

    /// <summary>Lets users claim the device for their home for a while (<c>POST /deviceRegistration</c>).</summary>
    /// <param name="credentials">The device.</param>
    /// <param name="duration">For how long; one second or more, sent in whole seconds.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>When claiming ends, by MODE's clock.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The duration is shorter than a second.</exception>
    /// <exception cref="ModeRestException">MODE refused the call, or did not answer.</exception>
    public async Task<DateTimeOffset> EnableClaimModeAsync(
        DeviceCredentials credentials, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.FromSeconds(1));
        ClaimAnswer answer = await SetClaimModeAsync(credentials, (long)duration.TotalSeconds, cancellationToken).ConfigureAwait(false);
        return answer.ClaimExpirationTime ?? throw Unexpected("no claimExpirationTime in it");
    }

    /// <summary>Ends claim mode (<c>POST /deviceRegistration</c>).</summary>
    /// <param name="credentials">The device.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="ModeRestException">MODE refused the call, or did not answer.</exception>
    public Task DisableClaimModeAsync(DeviceCredentials credentials, CancellationToken cancellationToken = default) =>
        SetClaimModeAsync(credentials, seconds: null, cancellationToken);

    private Task<ClaimAnswer> SetClaimModeAsync(DeviceCredentials credentials, long? seconds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return CallAsync(
            HttpMethod.Post,
            "deviceRegistration",
            credentials,
            Body(new ClaimRequest(credentials.DeviceId, seconds is not null, seconds), RestJsonContext.Default.ClaimRequest),
            RestJsonContext.Default.ClaimAnswer,
            cancellationToken);
    }

    private async Task<T> CallAsync<T>(
        HttpMethod method,
        string path,
        DeviceCredentials? credentials,
        byte[]? body,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                byte[] answer = await SendAsync(method, path, credentials, body, cancellationToken).ConfigureAwait(false);
                return Parse(answer, type);
            }
            catch (ModeRestException exception) when (
                exception.StatusCode == HttpStatusCode.TooManyRequests
                && attempt < _options.MaxRetries
                && (exception.RetryAfter ?? DefaultRetryDelay) <= _options.MaxRetryDelay)
            {
                // MODE refused the call, so that making it again is safe for POST too.
                await Task.Delay(exception.RetryAfter ?? DefaultRetryDelay, _options.TimeProvider, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private async Task<byte[]> SendAsync(
        HttpMethod method, string path, DeviceCredentials? credentials, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path));
        if (credentials is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("ModeCloud", credentials.ApiKey);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var timeout = new CancellationTokenSource(_options.Timeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            byte[] answer = await ReadAsync(response.Content, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? answer : throw Refused(method, path, response, answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ModeRestException(
                $"{method} /{path} got no answer from {_root.Host}: {exception.Message} Check the network and try again.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModeRestException(
                $"{method} /{path} got no answer from {_root.Host} within {_options.Timeout}. Check the network and try again.",
                exception);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            byte[] buffer = new byte[4096];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (answer.Length + read > MaxAnswerSize) throw Unexpected($"more than {MaxAnswerSize} bytes");
                answer.Write(buffer, 0, read);
            }
        }

        return answer.ToArray();
    }

    private ModeRestException Refused(HttpMethod method, string path, HttpResponseMessage response, byte[] body)
    {
        ErrorAnswer? error = null;
        try
        {
            error = JsonSerializer.Deserialize(body, RestJsonContext.Default.ErrorAnswer);
        }
        catch (JsonException)
        {
        }

        string reason = error?.Reason is { Length: > 0 } named ? named : "UNKNOWN";
        return new ModeRestException($"MODE refused {method} /{path}: {(int)response.StatusCode} {reason}. {Advice(response.StatusCode)}")
        {
            StatusCode = response.StatusCode,
            Reason = reason,
            ReasonData = error?.Data,
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? header?.Date - _options.TimeProvider.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Advice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "Check the device id and the API key.",
        HttpStatusCode.TooManyRequests => "Call less often.",
        >= HttpStatusCode.InternalServerError => "Try again later.",
        _ => "The reason tells what to change.",
    };

    private static byte[] Body<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T Parse<T>(byte[] answer, JsonTypeInfo<T> type)
        where T : class
    {
        // 204, as MODE may answer where there is nothing to tell.
        ReadOnlySpan<byte> json = answer.Length == 0 ? "{}"u8 : answer;
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Unexpected("null");
        }
        catch (JsonException exception)
        {
            throw Unexpected("another JSON than its API says", exception);
        }
    }

    private static ModeRestException Unexpected(string what, Exception? innerException = null) =>
        new($"MODE's answer was not understood: {what}. Check that the base address is MODE's REST API.", innerException);
}
