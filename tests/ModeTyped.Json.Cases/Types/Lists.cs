using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases.Types;

/// <summary>Collections that are JSON arrays.</summary>
public static partial class Lists
{
    public static JsonCases Cases { get; } = new(JsonContext.Default, ListsOracle.Default)
    {
        static d => new Arrays(d.Forced(d.Array(d.Int32)), d.OrNull(() => d.Array(d.Text)), d.Array(() => d.Array(d.Double)), d.Array(() => d.OrNone(d.Int32))),
        static d => new Generic(d.List(d.Int32), d.OrNull(() => d.List(() => d.OrNull(d.Text))), d.List(() => d.List(d.Boolean))),
        static d => new Interfaces(d.List(d.Int32), d.Array(d.Int32), d.List(d.Int32), d.Array(d.Int32), d.List(d.Int32), new HashSet<int>(d.Array(d.Int32))),
        static d => new Lazy(d.Array(d.Int32).Where(static i => i > 0), d.OrNull(() => d.Array(d.Text).Select(static t => t + "x"))),
        static d => new Sets(new(d.Array(d.Int32)), new(d.Array(d.Int32)), new(d.Array(d.Guid))),
        static d => new Linear(new(d.Array(d.Int32)), new(d.Array(d.Int32)), new(d.Array(d.Int32))),
        static d => new Concurrents(new(d.Array(d.Int32)), new(d.Array(d.Int32))),
        static d => new ImmutableArrays(d.Boolean() ? [.. d.Array(d.Int32)] : [], d.OrNone<ImmutableArray<string>>(() => [.. d.Array(d.Text)])),
        static d => new DefaultArray { Values = d.Below(3) == 2 ? default : [1] },
        static d => new Immutables([.. d.Array(d.Int32)], [.. d.Array(d.Text)], [.. d.Array(d.Int32)], [.. d.Array(d.Int32)], [.. d.Array(d.Int32)]),
        static d => new ImmutableInterfaces(d.Array(d.Int32).ToImmutableList(), d.Array(d.Int32).ToImmutableHashSet(), ImmutableQueue.Create(d.Array(d.Int32)), ImmutableStack.Create(d.Array(d.Int32))),
        static d => new Memories(d.Array(d.Int32), d.Array(d.Double), d.OrNone<Memory<int>>(() => d.Array(d.Int32))),
        static d => new Own { A = [.. d.Array(d.Double)], B = [.. d.Array(d.Text)], C = [.. d.Array(d.Int32)] },
        static d => new Modelled([.. d.Array(d.Int32)], [.. d.Array(d.Text)]),
        static d => new OfObjects(d.List(() => new Item(d.Int32(), d.OrNull(d.Text))), d.Array(() => d.OrNull(() => new Item(1, null))), d.Array(() => d.OrNone(() => new Cell { X = d.Int32() }))),
        static d => new Settable { A = d.List(d.Int32), B = d.OrNull(() => d.Array(d.Int32)) },
        static d => new Deep(d.List(() => d.Array(() => d.List(() => d.Map(d.Name, () => d.Array(d.Int32)))))),
        static d => new Hundred { Values = d.Array(d.Int32) },
        static d => new OfElements(d.List(d.Element), d.Array(d.Uri), d.List(d.Version), d.List(d.TimeSpan)),
        static d => new OfEnums([.. d.Array(d.Enum<DayOfWeek>)], d.List(d.Char), d.Array(d.Half)),
    };

    public record Item(int Number, string? Text);

    public struct Cell
    {
        public int X { get; set; }
    }

    [ModeCommand("arrays")]
    public partial record Arrays(int[] A, string[]? B, double[][] C, int?[] D);

    [ModeCommand("generic")]
    public partial record Generic(List<int> A, List<string?>? B, List<List<bool>> C);

    [ModeCommand("interfaces")]
    public partial record Interfaces(IList<int> A, ICollection<int> B, IReadOnlyList<int> C, IReadOnlyCollection<int> D, IEnumerable<int> E, ISet<int> F);

    [ModeCommand("lazy")]
    public partial record Lazy(IEnumerable<int> A, IEnumerable<string>? B);

    [ModeCommand("sets")]
    public partial record Sets(HashSet<int> A, SortedSet<int> B, HashSet<Guid> C);

    [ModeCommand("linear")]
    public partial record Linear(Queue<int> A, Stack<int> B, LinkedList<int> C);

    [ModeCommand("concurrents")]
    public partial record Concurrents(ConcurrentQueue<int> A, ConcurrentStack<int> B);

    [ModeCommand("immutableArrays")]
    public partial record ImmutableArrays(ImmutableArray<int> A, ImmutableArray<string>? B);

    [ModeCommand("defaultArray")]
    public partial class DefaultArray
    {
        public ImmutableArray<int> Values { get; set; }
    }

    [ModeCommand("immutables")]
    public partial record Immutables(ImmutableList<int> A, ImmutableHashSet<string> B, ImmutableSortedSet<int> C, ImmutableQueue<int> D, ImmutableStack<int> E);

    [ModeCommand("immutableInterfaces")]
    public partial record ImmutableInterfaces(IImmutableList<int> A, IImmutableSet<int> B, IImmutableQueue<int> C, IImmutableStack<int> D);

    [ModeCommand("memories")]
    public partial record Memories(Memory<int> A, ReadOnlyMemory<double> B, Memory<int>? C);

    public class Readings : List<double>
    {
        public int LeftOut { get; set; } = 3;
    }

    public class Words : Collection<string>;

    public class Filled : ICollection<int>
    {
        private readonly List<int> _list = [];
        public int Count => _list.Count;
        public bool IsReadOnly => false;
        public void Add(int item) => _list.Add(item);
        public void Clear() => _list.Clear();
        public bool Contains(int item) => _list.Contains(item);
        public void CopyTo(int[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
        public bool Remove(int item) => _list.Remove(item);
        public IEnumerator<int> GetEnumerator() => _list.GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [ModeCommand("own")]
    public partial class Own
    {
        public Readings? A { get; set; }
        public Words? B { get; set; }
        public Filled? C { get; set; }
    }

    [ModeCommand("modelled")]
    public partial record Modelled(Collection<int> A, ObservableCollection<string> B);

    [ModeCommand("ofObjects")]
    public partial record OfObjects(List<Item> A, Item?[] B, Cell?[] C);

    [ModeCommand("settable")]
    public partial class Settable
    {
        public List<int> A { get; set; } = [1, 2, 3];
        public IReadOnlyList<int>? B { get; set; } = [4];
        public List<int> ReadOnly { get; } = [5];
    }

    [ModeCommand("deep")]
    public partial record Deep(List<List<Dictionary<string, int[]>>[]> A);

    [ModeCommand("hundred")]
    public partial class Hundred
    {
        public IReadOnlyList<int> Values { get; set; } = [];
    }

    [ModeCommand("ofElements")]
    public partial record OfElements(List<JsonElement> A, Uri[] B, List<Version> C, List<TimeSpan> D);

    [ModeCommand("ofEnums")]
    public partial record OfEnums(ImmutableArray<DayOfWeek> A, IReadOnlyCollection<char> B, Half[] C);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Lists.Arrays)), JsonSerializable(typeof(Lists.Generic)), JsonSerializable(typeof(Lists.Interfaces)), JsonSerializable(typeof(Lists.Lazy))]
[JsonSerializable(typeof(Lists.Sets)), JsonSerializable(typeof(Lists.Linear)), JsonSerializable(typeof(Lists.Concurrents)), JsonSerializable(typeof(Lists.ImmutableArrays))]
[JsonSerializable(typeof(Lists.DefaultArray)), JsonSerializable(typeof(Lists.Immutables)), JsonSerializable(typeof(Lists.ImmutableInterfaces)), JsonSerializable(typeof(Lists.Memories))]
[JsonSerializable(typeof(Lists.Own)), JsonSerializable(typeof(Lists.Modelled)), JsonSerializable(typeof(Lists.OfObjects)), JsonSerializable(typeof(Lists.Settable))]
[JsonSerializable(typeof(Lists.Deep)), JsonSerializable(typeof(Lists.Hundred)), JsonSerializable(typeof(Lists.OfElements)), JsonSerializable(typeof(Lists.OfEnums))]
internal sealed partial class ListsOracle : JsonSerializerContext;
