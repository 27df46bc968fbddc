namespace ModeTyped.Json.Cases;

/// <summary>
/// Makes values from a list of numbers: the same list gives the same value, and zeros, which follow the list's end, give
/// the simplest. Whoever draws the list draws the values, and who shortens it makes them simpler.
/// </summary>
/// <param name="choices">Numbers that are not negative.</param>
public sealed partial class Draw(int[] choices)
{
    private const int MaxDepth = 3;

    private int _next;
    private int _depth;

    /// <summary>A number below a limit.</summary>
    public int Below(int limit) => _next < choices.Length ? choices[_next++] % limit : 0;

    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>One value in eight is null.</summary>
    public T? OrNull<T>(Func<T> make)
        where T : class => Below(8) == 7 ? null : make();

    /// <inheritdoc cref="OrNull"/>
    public T? OrNone<T>(Func<T> make)
        where T : struct => Below(8) == 7 ? null : make();

    /// <summary>A value that holds others of its kind; null at some depth.</summary>
    public T? Deeper<T>(Func<T> make)
        where T : class
    {
        if (_depth >= MaxDepth || Below(3) == 0) return null;
        _depth++;
        T value = make();
        _depth--;
        return value;
    }

    /// <summary>A null where none is allowed, once in a while.</summary>
    public T Forced<T>(T value)
        where T : class => Below(40) == 39 ? null! : value;

    public T[] Array<T>(Func<T> make)
    {
        var array = new T[Of(0, 1, 2, 3, 5, Below(40))];
        for (int i = 0; i < array.Length; i++) array[i] = make();
        return array;
    }

    public List<T> List<T>(Func<T> make) => [.. Array(make)];

    public Dictionary<TKey, TValue> Map<TKey, TValue>(Func<TKey> key, Func<TValue> value)
        where TKey : notnull
    {
        var map = new Dictionary<TKey, TValue>();
        for (int i = Of(0, 1, 2, 3, 5); i > 0; i--) map[key()] = value();
        return map;
    }

    public byte[] Bytes() => Array(Byte);

    private ulong Bits()
    {
        ulong high = (ulong)Below(int.MaxValue) << 42;
        return high ^ ((ulong)Below(int.MaxValue) << 21) ^ (ulong)Below(int.MaxValue);
    }
}
