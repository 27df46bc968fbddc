namespace ModeTyped;

/// <summary>Why a bulk exchange ended without a result.</summary>
public enum ExchangeFailure
{
    /// <summary>MODE knows no Smart Module with the label (<c>INVALID_BULK_DATA_LABEL</c>).</summary>
    InvalidBulkDataLabel,

    /// <summary>The Smart Module is unavailable for now (<c>SERVICE_UNAVAILABLE</c>).</summary>
    ServiceUnavailable,

    /// <summary>The answer has a status that this version does not know.</summary>
    UnknownStatus,

    /// <summary>The answer did not come in time. The Smart Module may have handled the request.</summary>
    TimedOut,

    /// <summary>The connection was lost before the answer came. The Smart Module may have handled the request.</summary>
    Disconnected,

    /// <summary>The request was never sent: the device has stopped, or MODE refused the subscription to answers.</summary>
    NotSent,
}
