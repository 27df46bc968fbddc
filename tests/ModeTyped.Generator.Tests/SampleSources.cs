using System.Globalization;

namespace ModeTyped.Generator.Tests;

/// <summary>The files of a project whose generation is measured, each with one type.</summary>
internal static class SampleSources
{
    /// <summary>An event of eight properties.</summary>
    public static string Class(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using ModeTyped;
        namespace Acme;

        [ModeEvent("e{{number}}")]
        public partial class Event{{number}}
        {
            public int A { get; set; }
            public string B { get; set; } = "";
            public double C { get; set; }
            public bool D { get; set; }
            public int? E { get; set; }
            public string? F { get; set; }
            public int[] G { get; set; } = [];
            public long H { get; set; }
        }
        """);

    /// <summary>The same event as a record.</summary>
    public static string Record(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using ModeTyped;
        namespace Acme;

        [ModeEvent("e{{number}}")]
        public partial record Event{{number}}(int A, string B, double C, bool D, int? E, string? F, int[] G, long H);
        """);

    /// <summary>A type that no generator is concerned with.</summary>
    public static string Other(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        namespace Acme;

        internal sealed class Other{{number}}(System.Collections.Generic.IReadOnlyList<double> samples)
        {
            public double Mean { get; private set; }

            public void Measure()
            {
                double sum = 0;
                foreach (double sample in samples) sum += sample;
                Mean = samples.Count == 0 ? 0 : sum / samples.Count;
            }

            public override string ToString() => $"{Mean} of {samples.Count}";
        }
        """);
}
