using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>What the pipeline keeps is plain data that equals what was parsed from equivalent sources.</summary>
public class ModelTests
{
    public static TheoryData<string> Projects => new(Corpus.Projects.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_stage_keeps_anything_of_the_compilation(string project)
    {
        foreach (object value in Values(Corpus.Projects[project]))
            Walk(value, value.GetType().Name, new HashSet<object>(ReferenceEqualityComparer.Instance));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Equal_and_equivalent_sources_give_equal_models(string project)
    {
        string[] sources = Corpus.Projects[project];
        object[] models = [.. Values(sources)];

        foreach (Func<string, string> edit in new Func<string, string>[]
        {
            text => text,
            text => text.Replace("\n", "\n\n", StringComparison.Ordinal),
            text => text.Replace("> 30", "> 31", StringComparison.Ordinal),
            text => text.Replace("public partial", "partial /* here */", StringComparison.Ordinal)
                .Replace("partial /* here */", "public /* here */ partial", StringComparison.Ordinal),
            text => text.Replace("[ModeEvent(", "[ModeTyped.ModeEventAttribute(", StringComparison.Ordinal),
        })
        {
            object[] others = [.. Values([.. sources.Select(edit)])];
            Assert.Equal(models.Length, others.Length);
            Assert.All(models.Zip(others), pair =>
            {
                Assert.True(pair.First.Equals(pair.Second), $"{pair.First}\n{pair.Second}");
                Assert.Equal(pair.First.GetHashCode(), pair.Second.GetHashCode());
            });
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_field_of_a_model_counts_for_its_equality(string project)
    {
        foreach (object record in Records(Values(Corpus.Projects[project])))
        {
            foreach (FieldInfo field in record.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
            {
                object? other = Another(field.GetValue(record), field.FieldType);
                object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                Assert.True(record.Equals(copy));
                field.SetValue(copy, other);
                Assert.False(record.Equals(copy), $"{record.GetType().Name}.{field.Name}");
            }
        }
    }

    private static IEnumerable<object> Values(string[] sources)
    {
        CSharpCompilation compilation = Generation.Compilation(sources);
        GeneratorRunResult result = Generation.Driver(properties: BuildProperties.ContractExport)
            .RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results[0];
        return from steps in result.TrackedSteps
               where steps.Key.StartsWith("Mode.", StringComparison.Ordinal)
               orderby steps.Key
               from step in steps.Value
               from output in step.Outputs
               select output.Value;
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return;
        if (!value.GetType().IsValueType && !seen.Add(value)) return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SemanticModel or Compilation or Location or AttributeData
                or Diagnostic or Delegate or SyntaxReference || value.GetType().Name.StartsWith("ImmutableArray", StringComparison.Ordinal),
            $"{path} holds a {value.GetType()}");
        if (value is IEnumerable items)
        {
            int i = 0;
            foreach (object? item in items) Walk(item, $"{path}[{i++}]", seen);
            return;
        }

        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
    }

    // The models reachable from the values; one of each type is enough for a test of its equality.
    private static Dictionary<Type, object>.ValueCollection Records(IEnumerable<object> values)
    {
        var found = new Dictionary<Type, object>();
        var waiting = new Queue<object?>(values);
        while (waiting.TryDequeue(out object? value))
        {
            if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) continue;
            if (value is IEnumerable items)
            {
                foreach (object? item in items) waiting.Enqueue(item);
            }
            else if (value.GetType().GetMethod("<Clone>$") is not null && found.TryAdd(value.GetType(), value))
            {
                foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
                    waiting.Enqueue(field.GetValue(value));
            }
        }

        return found.Values;
    }

    private static object? Another(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return value + "x";
        if (type == typeof(bool)) return !(bool)(value ?? false);
        if (type == typeof(int)) return (int)(value ?? 0) + 1;
        if (type == typeof(long)) return (long)(value ?? 0L) + 1;
        if (type == typeof(ulong)) return (ulong)(value ?? 0UL) + 1;
        if (type.IsEnum) return Enum.ToObject(type, Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) + 1);
        if (!type.IsValueType) return value is null ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type) : null;

        // An equatable array: without its last element, or with one where it has none.
        Type item = type.GetGenericArguments()[0];
        object[] items = value is null ? [] : [.. ((IEnumerable)value).Cast<object>()];
        var others = Array.CreateInstance(item, items.Length == 0 ? 1 : items.Length - 1);
        Array.Copy(items, others, Math.Min(items.Length, others.Length));
        if (item.IsAbstract) item = item.Assembly.GetTypes().First(derived => !derived.IsAbstract && derived.IsAssignableTo(item));
        if (items.Length == 0) others.SetValue(item == typeof(string) ? "x" : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(item), 0);
        return Activator.CreateInstance(type, others);
    }
}
