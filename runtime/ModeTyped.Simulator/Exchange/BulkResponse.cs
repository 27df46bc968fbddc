using System.Diagnostics.CodeAnalysis;

namespace ModeTyped.Simulator;

/// <summary>How a bulk data request is answered.</summary>
public sealed record BulkResponse
{
    /// <summary>The status when the Smart Module handled the request.</summary>
    public const string Ok = "OK";

    /// <summary>The status when no Smart Module has the label.</summary>
    public const string InvalidBulkDataLabel = "INVALID_BULK_DATA_LABEL";

    /// <summary>The status when the Smart Module is temporarily unavailable.</summary>
    public const string ServiceUnavailable = "SERVICE_UNAVAILABLE";

    /// <summary>Creates an answer with the status <see cref="Ok"/>.</summary>
    /// <param name="payload">The payload: a JSON object.</param>
    public BulkResponse([StringSyntax(StringSyntaxAttribute.Json)] string payload = "{}") => Payload = payload;

    /// <summary>The answer that never comes.</summary>
    public static BulkResponse None { get; } = new() { Copies = 0 };

    /// <summary>The payload: a JSON object.</summary>
    public string Payload { get; init; }

    /// <summary>The status; MODE documents the three above.</summary>
    public string Status { get; init; } = Ok;

    /// <summary>How long the answer takes, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many times it is sent; 0 loses it, 2 duplicates it.</summary>
    public int Copies { get; init; } = 1;
}
