namespace ModeTyped.Mqtt;

/// <summary>A first-in-first-out list that is linked through its members, so that it allocates nothing. A send is in one list at most.</summary>
internal sealed class MqttSendList
{
    private MqttSend? _last;

    public MqttSend? First { get; private set; }

    public void Add(MqttSend send)
    {
        send.List = this;
        send.Previous = _last;
        if (_last is null) First = send;
        else _last.Next = send;
        _last = send;
    }

    public void Remove(MqttSend send)
    {
        if (send.Previous is null) First = send.Next;
        else send.Previous.Next = send.Next;
        if (send.Next is null) _last = send.Previous;
        else send.Next.Previous = send.Previous;
        send.Previous = send.Next = null;
        send.List = null;
    }
}
