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
    /// <exception cref="ArgumentException">The payload is not a JSON object.</exception>
    public BulkResponse([StringSyntax(StringSyntaxAttribute.Json)] string payload = "{}") => Payload = payload;

    /// <summary>The answer that never comes.</summary>
    public static BulkResponse None { get; } = new() { Copies = 0 };

    /// <summary>The payload: a JSON object.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public string Payload
    {
        get;
        init
        {
            JsonText.RequireObject(value, nameof(Payload));
            field = value;
        }
    }

    /// <summary>The status; MODE documents the three above.</summary>
    public string Status { get; init; } = Ok;

    /// <summary>How long the answer takes, zero or more, by <see cref="ModeSimulatorOptions.TimeProvider"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan Delay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>How many times it is sent, 0 or more; 0 loses it, 2 duplicates it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below zero.</exception>
    public int Copies
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1;
}
