using System.ComponentModel;
using System.Text;
using ModeTyped.Json;

namespace ModeTyped;

/// <summary>
/// Routes received commands to typed handlers. Generated code derives one class per contract with a required handler
/// for each of its commands; not meant to be derived by hand. Immutable once built, so one instance may serve several
/// devices.
/// </summary>
public abstract class CommandDispatcher
{
    /// <summary>Takes the commands whose action the contract does not have; without it they are logged and counted.</summary>
    public CommandHandler<UnknownCommand>? OnUnknownCommand { get; init; }

    /// <summary>
    /// Told of every command that could not be read or whose handler threw, after it was logged and counted. What the
    /// hook itself throws is logged.
    /// </summary>
    public Action<CommandError>? OnCommandError { get; init; }

    /// <summary>
    /// Binds the parameters of a command and starts its handler. Returns false where the contract has no such action.
    /// </summary>
    /// <param name="action">The action in UTF-8, unescaped.</param>
    /// <param name="parameters">The JSON value of the parameters, valid until the method returns.</param>
    /// <param name="completion">The handler's completion.</param>
    /// <param name="cancellationToken">Handed to the handler.</param>
    /// <exception cref="ModePayloadException">The parameters do not fit the command's type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract bool TryDispatch(
        ReadOnlySpan<byte> action,
        ReadOnlySpan<byte> parameters,
        out ValueTask completion,
        CancellationToken cancellationToken);

    /// <summary>Whether a received action is a command's: they match ordinally, ignoring case.</summary>
    /// <param name="received">The received action in UTF-8, unescaped.</param>
    /// <param name="action">The command's action.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static bool Matches(ReadOnlySpan<byte> received, string action) =>
        Ascii.IsValid(received)
            ? Ascii.EqualsIgnoreCase(received, action)
            : string.Equals(Encoding.UTF8.GetString(received), action, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the parameters of a command.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="parameters">One JSON value.</param>
    /// <exception cref="ModePayloadException">The parameters are no JSON, or do not fit the command's type.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static TCommand Bind<TCommand>(ReadOnlySpan<byte> parameters)
        where TCommand : IModeCommand<TCommand> => JsonPayload.Read<TCommand>(parameters, TCommand.Action, TCommand.ReadParameters);
}
