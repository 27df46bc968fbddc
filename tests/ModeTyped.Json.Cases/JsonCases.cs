using System.Collections;
using System.Text.Json.Serialization;

namespace ModeTyped.Json.Cases;

/// <summary>The cases of one contract, whose types System.Text.Json's options all hold for.</summary>
/// <param name="contract">The generated context of the contract.</param>
/// <param name="oracle">The context that System.Text.Json's generator made, with the options that the contract stands for.</param>
/// <param name="enumsAreNames">Whether the contract writes enums as names.</param>
public sealed partial class JsonCases(JsonSerializerContext contract, JsonSerializerContext oracle, bool enumsAreNames = true) : IEnumerable<JsonCase>
{
    private readonly List<JsonCase> _cases = [];

    public JsonSerializerContext Oracle => oracle;

    public bool EnumsAreNames => enumsAreNames;

    /// <summary>Adds a type.</summary>
    /// <param name="make">Makes a value of it.</param>
    /// <param name="generatorRefuses">Why System.Text.Json's generator is no oracle for the type; null where it is one.</param>
    public void Add<T>(Func<Draw, T> make, string? generatorRefuses = null)
        where T : IModeCommand<T> =>
        _cases.Add(new JsonCase<T>($"{typeof(T).DeclaringType!.Name}.{typeof(T).Name}", make, contract, generatorRefuses is null ? oracle : null));

    public IEnumerator<JsonCase> GetEnumerator() => _cases.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
