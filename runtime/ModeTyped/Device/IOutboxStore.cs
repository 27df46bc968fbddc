using Microsoft.Extensions.Logging;

namespace ModeTyped;

/// <summary>
/// Keeps the outbox's messages across restarts of the process. One device uses a store, one call at a time, and
/// disposes it when it stops, opened or not. An implementation reports its failures as <see cref="ModeOutboxException"/>.
/// </summary>
public interface IOutboxStore : IAsyncDisposable
{
    /// <summary>Opens the store. Called once, before all other calls.</summary>
    /// <param name="logger">The device's log, for what the store mends by itself.</param>
    /// <param name="cancellationToken">Cancelled when the device stops.</param>
    /// <returns>What the store holds, in order of <see cref="OutboxEntry.Id"/>.</returns>
    /// <exception cref="ModeOutboxException">The store cannot be opened or read.</exception>
    ValueTask<IReadOnlyList<OutboxEntry>> LoadAsync(ILogger logger, CancellationToken cancellationToken = default);

    /// <summary>Adds entries, all or none; they are durable when the call completes.</summary>
    /// <param name="entries">The entries, in order of their ids, which are above all that the store holds. Their payloads
    /// are valid until the call completes.</param>
    /// <param name="cancellationToken">Cancelled when the device stops.</param>
    /// <exception cref="ModeOutboxException">Nothing was added.</exception>
    ValueTask AppendAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Removes entries whose fate is known. An entry that is not there is no error.</summary>
    /// <param name="ids">The entries' ids.</param>
    /// <param name="cancellationToken">Cancelled when the device stops.</param>
    /// <exception cref="ModeOutboxException">The entries may still be there; they would be delivered again.</exception>
    ValueTask RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken = default);
}
