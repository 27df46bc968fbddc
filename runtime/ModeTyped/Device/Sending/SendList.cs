namespace ModeTyped.Device;

/// <summary>A queue of sends, linked through the sends themselves, so that moving one allocates nothing.</summary>
internal sealed class SendList
{
    public PendingSend? First { get; private set; }

    public PendingSend? Last { get; private set; }

    public int Count { get; private set; }

    public void AddLast(PendingSend send) => Insert(Last, send, null);

    public void AddFirst(PendingSend send) => Insert(null, send, First);

    /// <summary>Puts a send where another stood, and takes that one out.</summary>
    public void Replace(PendingSend old, PendingSend send)
    {
        (PendingSend? previous, PendingSend? next) = (old.Previous, old.Next);
        Remove(old);
        Insert(previous, send, next);
    }

    public void Remove(PendingSend send)
    {
        if (send.Previous is { } previous) previous.Next = send.Next;
        else First = send.Next;
        if (send.Next is { } next) next.Previous = send.Previous;
        else Last = send.Previous;
        (send.Previous, send.Next, send.List) = (null, null, null);
        Count--;
    }

    private void Insert(PendingSend? previous, PendingSend send, PendingSend? next)
    {
        (send.Previous, send.Next, send.List) = (previous, next, this);
        if (previous is null) First = send;
        else previous.Next = send;
        if (next is null) Last = send;
        else next.Previous = send;
        Count++;
    }
}
