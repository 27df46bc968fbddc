using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace ModeTyped.Benchmarks.Json;

/// <summary>Reading from UTF-8 bytes.</summary>
[MemoryDiagnoser]
[MedianColumn]
[GenericTypeArguments(typeof(SmallReadingCase), typeof(SmallReading))]
[GenericTypeArguments(typeof(MachineStatusCase), typeof(MachineStatus))]
[GenericTypeArguments(typeof(SpectrumCase), typeof(Spectrum))]
[GenericTypeArguments(typeof(CountsCase), typeof(Counts))]
[GenericTypeArguments(typeof(InventoryCase), typeof(Inventory))]
public class JsonReading<TCase, T>
    where TCase : struct, IJsonCase<T>
{
    private readonly byte[] _json = JsonSerializer.SerializeToUtf8Bytes(TCase.Sample, TCase.Reference);

    [GlobalSetup]
    public void CompareValues()
    {
        if (!JsonSerializer.SerializeToUtf8Bytes(ModeTyped(), TCase.Reference).AsSpan().SequenceEqual(_json))
            throw new InvalidOperationException("The values differ.");
    }

    [Benchmark(Baseline = true)]
    public T SystemTextJson() => JsonSerializer.Deserialize(_json, TCase.Reference)!;

    [Benchmark]
    public T ModeTyped()
    {
        var reader = new Utf8JsonReader(_json);
        reader.Read();
        return TCase.Read(ref reader);
    }
}
