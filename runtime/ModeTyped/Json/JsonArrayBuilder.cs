using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ModeTyped.Json;

/// <summary>Collects the elements of a JSON array in pooled memory, so that the collection is made once and of its final size.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct JsonArrayBuilder<T>
{
    private const int FirstCapacity = 32;

    private T[] _elements;
    private int _count;

    /// <summary>Creates an empty builder.</summary>
    public JsonArrayBuilder() => _elements = [];

    /// <summary>Adds an element.</summary>
    /// <param name="element">The element.</param>
    public void Add(T element)
    {
        if (_count == _elements.Length) Grow();
        _elements[_count++] = element;
    }

    /// <summary>The elements as an array; the builder is not to be used after it.</summary>
    public T[] ToArray()
    {
        T[] array = _elements.AsSpan(0, _count).ToArray();
        Return();
        return array;
    }

    /// <summary>The elements as a list; the builder is not to be used after it.</summary>
    public List<T> ToList()
    {
        var list = new List<T>(_count);
        list.AddRange(_elements.AsSpan(0, _count));
        Return();
        return list;
    }

    /// <summary>Adds the elements to a collection; the builder is not to be used after it.</summary>
    /// <typeparam name="TCollection">The type of the collection.</typeparam>
    /// <param name="collection">The collection.</param>
    /// <returns><paramref name="collection"/>.</returns>
    public TCollection AddTo<TCollection>(TCollection collection)
        where TCollection : ICollection<T>
    {
        foreach (T element in _elements.AsSpan(0, _count)) collection.Add(element);
        Return();
        return collection;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(_count == 0 ? FirstCapacity : _count * 2);
        _elements.AsSpan(0, _count).CopyTo(larger);
        Return();
        _elements = larger;
    }

    private readonly void Return()
    {
        if (_elements.Length > 0) ArrayPool<T>.Shared.Return(_elements, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
