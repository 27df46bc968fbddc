namespace ModeTyped.Data;

/// <summary>A local write, from the call until its fate is known. A null value deletes the key.</summary>
internal sealed class DataWrite(DataEntry entry, DataValue? value)
{
    private readonly TaskCompletionSource<SendFate> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DataEntry Entry { get; } = entry;

    public DataValue? Value { get; } = value;

    /// <summary>Completes with <see cref="SendFate.Delivered"/> or <see cref="SendFate.Replaced"/>, or fails.</summary>
    public Task<SendFate> Fate => _fate.Task;

    public void Complete(SendFate fate) => _fate.TrySetResult(fate);

    public void Fail(ModeException exception) => _fate.TrySetException(exception);
}
