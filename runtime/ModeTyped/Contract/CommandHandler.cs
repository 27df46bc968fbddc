namespace ModeTyped;

/// <summary>
/// Handles one command. Handlers run one at a time, in the order of arrival, off the network loop: a handler may
/// publish, request and await. What it throws is logged, counted and told to
/// <see cref="CommandDispatcher.OnCommandError"/>; the next command runs all the same.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <param name="command">The command with its parameters.</param>
/// <param name="cancellationToken">Cancelled when the device stops.</param>
public delegate ValueTask CommandHandler<in TCommand>(TCommand command, CancellationToken cancellationToken);
