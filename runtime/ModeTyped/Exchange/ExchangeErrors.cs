namespace ModeTyped.Exchange;

/// <summary>The exceptions of exchanges without a result.</summary>
internal static class ExchangeErrors
{
    public static ModeExchangeException Refused(string label, string status) => status switch
    {
        "INVALID_BULK_DATA_LABEL" => new(
            ExchangeFailure.InvalidBulkDataLabel,
            label,
            $"MODE knows no Smart Module with the bulk data label '{label}'. Check the label, its case included, in the Smart Module's configuration.",
            status),
        "SERVICE_UNAVAILABLE" => new(
            ExchangeFailure.ServiceUnavailable,
            label,
            $"The Smart Module of the bulk data label '{label}' is unavailable. Try again later.",
            status),
        _ => new(
            ExchangeFailure.UnknownStatus,
            label,
            $"The exchange with '{label}' ended with a status that this version does not know: '{status}'.",
            status),
    };

    public static ModeExchangeException TimedOut(string label, TimeSpan timeout, Exception cause) => new(
        ExchangeFailure.TimedOut,
        label,
        $"No answer came from '{label}' within {timeout}. The Smart Module may have handled the request all the same.",
        innerException: cause);

    public static ModeExchangeException Disconnected(string label) => new(
        ExchangeFailure.Disconnected,
        label,
        $"The connection was lost before the answer of '{label}' came. The Smart Module may have handled the request all the same.");

    public static ModeExchangeException NotSent(string label, Exception cause) => new(
        ExchangeFailure.NotSent, label, $"The request to '{label}' was not sent. {cause.Message}", innerException: cause);

    public static ModeExchangeException Stopped(string label) => new(
        ExchangeFailure.NotSent, label, $"The exchange with '{label}' ended, as the device has stopped.");
}
