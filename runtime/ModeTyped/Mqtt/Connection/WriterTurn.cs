namespace ModeTyped.Mqtt;

/// <summary>What the writer does after a batch.</summary>
internal enum WriterTurn
{
    /// <summary>More is queued: write on.</summary>
    More,

    /// <summary>Nothing is queued: whoever queues next writes.</summary>
    Idle,

    /// <summary>The connection is closed: end.</summary>
    Closed,
}
