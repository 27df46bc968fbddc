using System.ComponentModel;
using System.Text.Json;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// Declared on a type with <see cref="BulkLabelAttribute"/>: a request and its response, exchanged with the label's Smart
/// Module. The type gets a static <c>RequestAsync</c>; its members here are implemented by generated code.
/// </summary>
/// <typeparam name="TRequest">The request's <c>payload</c>, a JSON object.</typeparam>
/// <typeparam name="TResponse">The response's <c>payload</c>, a JSON object.</typeparam>
public interface IBulkExchange<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : notnull
{
    /// <summary>Writes a request.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="ModePayloadException">The request has no JSON form.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract void WriteRequest(ref JsonPayloadWriter writer, TRequest request);

    /// <summary>Reads a response; the reader stands on its first token.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="JsonException">The JSON text does not fit the type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract TResponse? ReadResponse(ref Utf8JsonReader reader);
}
