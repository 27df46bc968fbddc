using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ModeTyped.Json;

namespace ModeTyped.Benchmarks.Json;

/// <summary>Writing into a reused buffer; the reference reuses its writer too.</summary>
[MemoryDiagnoser]
[MedianColumn]
[GenericTypeArguments(typeof(SmallReadingCase), typeof(SmallReading))]
[GenericTypeArguments(typeof(MachineStatusCase), typeof(MachineStatus))]
[GenericTypeArguments(typeof(SpectrumCase), typeof(Spectrum))]
[GenericTypeArguments(typeof(CountsCase), typeof(Counts))]
[GenericTypeArguments(typeof(InventoryCase), typeof(Inventory))]
public class JsonWriting<TCase, T> : IDisposable
    where TCase : struct, IJsonCase<T>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly T _value = TCase.Sample;
    private readonly Utf8JsonWriter _writer;

    public JsonWriting() => _writer = new Utf8JsonWriter(_buffer);

    [GlobalSetup]
    public void CompareBytes()
    {
        SystemTextJson();
        byte[] expected = _buffer.WrittenSpan.ToArray();
        ModeTyped();
        if (!_buffer.WrittenSpan.SequenceEqual(expected)) throw new InvalidOperationException("The texts differ.");
    }

    [Benchmark(Baseline = true)]
    public int SystemTextJson()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, _value, TCase.Reference);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int ModeTyped()
    {
        _buffer.ResetWrittenCount();
        var writer = new JsonPayloadWriter(_buffer);
        TCase.Write(ref writer, _value);
        writer.Flush();
        return _buffer.WrittenCount;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }
}
