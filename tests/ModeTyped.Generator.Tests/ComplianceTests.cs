using Microsoft.CodeAnalysis;

namespace ModeTyped.Generator.Tests;

/// <summary>Generated code compiles without a warning, warnings being errors, in whatever project it lands.</summary>
public class ComplianceTests
{
    // Types that shadow, inside the contract's namespace, what generated code names.
    private const string HostileTypes = """

        namespace Acme
        {
            internal static class System { }
            internal static class ModeTyped { }
            internal class Task { }
            internal class ValueTask { }
            internal class String { }
            internal class Object { }
            internal class ReadOnlySpan { }
            internal class CancellationToken { }
            internal class ModeDevice { }
            internal class CommandDispatcher { }
            internal class CommandHandler { }
            internal class SendFate { }
            internal class SendOptions { }
            internal class GeneratedCode : global::System.Attribute { }
            internal class Utf8JsonReader { }
            internal class JsonPayloadWriter { }
            internal class QualityOfService { }
            internal class ArgumentNullException { }
            internal class value { }
            internal class device { }
            internal class action { }
            internal class _device { }
        }
        """;

    public static TheoryData<string, string> Hostile => new()
    {
        { "types that shadow the runtime's", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("temperature")]
                public partial record Temperature(double Celsius);

                [global::ModeTyped.ModeCommand("setTarget")]
                public partial record SetTarget(double Celsius);

                [global::ModeTyped.BulkLabel("vibration")]
                public partial class Vibration;

                [global::ModeTyped.BulkLabel("forecast")]
                public partial class Forecast : global::ModeTyped.IBulkExchange<Query, Query>, global::ModeTyped.IBulkData<Query>;

                public record Query(int Hours);

                [global::ModeTyped.ModeData("settings")]
                public partial record Settings(
                    [property: global::System.ComponentModel.DataAnnotations.Range(1, 2)] int A,
                    [global::System.ComponentModel.DataAnnotations.RegularExpression("a")] string B);
            }
            """ + HostileTypes },
        { "contract types of such names", """
            namespace Acme
            {
                public static partial class Contract
                {
                    [global::ModeTyped.ModeEvent("a")] public partial record Task(int Number);
                    [global::ModeTyped.ModeEvent("b")] public partial record System(int Number);
                    [global::ModeTyped.ModeCommand("c")] public partial record String(int Number);
                    [global::ModeTyped.ModeCommand("d")] public partial record ModeTyped(int Number);
                    [global::ModeTyped.ModeCommand("e")] public partial record CommandDispatcher(int Number);
                    [global::ModeTyped.ModeCommand("f")] public partial record CommandHandler(int Number);
                    [global::ModeTyped.BulkLabel("g")] public partial class ModeDevice;
                    [global::ModeTyped.BulkLabel("h")] public partial class ValueTask;
                }
            }
            """ },
        { "keywords as names", """
            namespace @namespace.@class
            {
                public partial class @static
                {
                    [global::ModeTyped.ModeEvent("a")] public partial record @event(int @int);
                    [global::ModeTyped.ModeCommand("b")] public partial record @in(int @out);
                    [global::ModeTyped.ModeCommand("c")] public partial record struct @required(int @ref);
                    [global::ModeTyped.ModeCommand("d")] public partial struct @default { public int @this { get; set; } }
                    [global::ModeTyped.BulkLabel("e")] public partial class @partial : global::ModeTyped.IBulkExchange<@for, @for>;
                    public record @for(@enum? @foreach);
                    public enum @enum { @checked }
                    [global::ModeTyped.ModeData("f")]
                    public partial record @const([global::System.ComponentModel.DataAnnotations.Range(1, 2)] int @int, @for @if, @enum @enum, global::System.Collections.Generic.List<@const> @do);
                }
            }
            """ },
        { "contextual keywords as names at the top", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("a")] public partial class @record { public int Number { get; set; } }
                [global::ModeTyped.ModeCommand("b")] public partial class @var { public int Number { get; set; } }
                [global::ModeTyped.ModeCommand("c")] public partial class @value { public int Number { get; set; } }
                [global::ModeTyped.ModeCommand("d")] public partial class @await { public int Number { get; set; } }
                [global::ModeTyped.ModeCommand("e")] public partial class _ { public int Number { get; set; } }
            }
            """ },
        { "names outside ASCII", """
            namespace Acmé.日本
            {
                [global::ModeTyped.ModeEvent("温度")] public partial record Température(double Größe);
                [global::ModeTyped.ModeCommand("é\u0301")] public partial record Кнопка(int Число);
                [global::ModeTyped.BulkLabel("振動")] public partial class 振動;
            }
            """ },
        { "members of the names that generated code uses", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("a")]
                public partial record A(int Info, int WriteEnvelope, int writer, int value, int global);

                [global::ModeTyped.ModeCommand("b")]
                public partial record B(int Action, int ReadParameters, int WriteParameters, int reader);

                [global::ModeTyped.BulkLabel("c")]
                public partial class C
                {
                    public int Info { get; set; }

                    public int Label { get; set; }
                }

                [global::ModeTyped.ModeData("d")]
                public partial record D(int Info, int WriteValue, int ReadValue, [global::System.ComponentModel.DataAnnotations.MinLength(1)] string Validate, int value, D inner, D[] index);

                [global::ModeTyped.BulkLabel("e")]
                public partial class E : global::ModeTyped.IBulkExchange<D, D>, global::ModeTyped.IBulkData<D>
                {
                    public int WriteRequest, ReadResponse, Encode;
                }
            }
            """ },
        { "obsolete types", """
            namespace Acme
            {
                [global::System.Obsolete] [global::ModeTyped.ModeEvent("a")] public partial record A(int Number);
                [global::System.Obsolete("use A")] [global::ModeTyped.ModeCommand("b")] public partial record B(int Number);
                [global::System.Obsolete] [global::ModeTyped.BulkLabel("c")] public partial class C : global::ModeTyped.IBulkExchange<O, O>;
                [global::System.Obsolete] [global::ModeTyped.ModeData("d")] public partial record D(O O);
                [global::System.Obsolete] public record O([global::System.ComponentModel.DataAnnotations.Range(1, 2)] int Number);
            }
            """ },
        { "contracts that inherit from each other", """
            namespace Acme
            {
                public partial class Base
                {
                    [global::ModeTyped.ModeEvent("a")] public partial record A(int Number);
                    [global::ModeTyped.ModeCommand("b")] public partial record B(int Number);
                    [global::ModeTyped.BulkLabel("c")] public partial class C;
                }

                public partial class Derived : Base
                {
                    [global::ModeTyped.ModeEvent("d")] public partial record D(int Number) : A(Number);
                    [global::ModeTyped.ModeCommand("e")] public partial record E(int Number) : B(Number);
                    [global::ModeTyped.BulkLabel("f")] public partial class F : C;
                }
            }
            """ },
        { "an annotated type inside another", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("outer")]
                public partial record Outer(int Number)
                {
                    [global::ModeTyped.ModeEvent("inner")]
                    public partial record Inner(int Number);
                }
            }
            """ },
        { "taken names at the top", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("a")] public partial record ModeEvents(int Number);
                [global::ModeTyped.ModeCommand("b")] public partial record ModeCommands(int Number);
                [global::ModeTyped.ModeCommand("c")] public partial record ModeCommands2(int Number);
                public interface IModeEvents;
                public class ModeJsonContext;
            }
            """ },
        { "a namespace of a generated type's name", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("a")] public partial record A(int Number);
            }

            namespace Acme.ModeEvents
            {
                public class Else;
            }
            """ },
        { "names that only case tells apart", """
            public static partial class House
            {
                [global::ModeTyped.ModeEvent("a")] public partial record Reading(int Number);
                [global::ModeTyped.ModeEvent("b")] public partial record READING(int Number);
            }

            public static partial class HOUSE
            {
                [global::ModeTyped.ModeEvent("a")] public partial record Reading(int Number);
                [global::ModeTyped.ModeCommand("b")] public partial record reading2(int Number);
            }
            """ },
        { "an abstract and a derived event", """
            namespace Acme
            {
                [global::ModeTyped.BulkLabel("a")] public abstract partial class A;
                [global::ModeTyped.BulkLabel("b")] public sealed partial class B : A;
            }
            """ },
        { "names that strain literals and comments", """
            namespace Acme
            {
                [global::ModeTyped.ModeEvent("\"\"\"{0}\\\r\n\t\0*/-->]]><c>&amp;\u2028\uFFFF")] public partial record A(int Number);
                [global::ModeTyped.ModeCommand("\"\"\"{0}\\\r\n\t\0*/-->]]><c>&amp;\u2028\uFFFF")] public partial record B(int Number);
                [global::ModeTyped.BulkLabel("\"\"\"{0}\\*-->]]><c>&amp;")] public partial class C : global::ModeTyped.IBulkExchange<A, A>;
                [global::ModeTyped.ModeData("\"\"\"{0}\\\r\n\t\0*/-->]]><c>&amp;\u2028\uFFFF")]
                [global::System.ComponentModel.DataAnnotations.Display(Name = "\"\"\"{{0}}\\\r\n\t\0*/-->\u2028\uFFFF")]
                public partial record D(
                    [global::System.ComponentModel.DataAnnotations.RegularExpression("\"\"\"{0}\\.\r\n")] string Text = "\"\"\"\u0085");
            }
            """ },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void It_compiles_beside_hostile_sources(string kind, string source)
    {
        _ = kind;
        foreach (NullableContextOptions nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable })
        {
            Assert.NotEmpty(Generation.RunClean(Generation.Compilation(
                nullable, "#pragma warning disable CS1591, CS8981 // undocumented types and lower-case names of tests\n" + source)));
        }
    }

    [Fact]
    public void It_is_marked_as_generated_and_laid_out_alike_everywhere()
    {
        foreach (GeneratedSourceResult file in Generation.RunClean(Corpus.TopLevel, Corpus.Place))
        {
            string text = file.SourceText.ToString();
            Assert.StartsWith("// <auto-generated/>\n", text);
            Assert.EndsWith("}\n", text);
            Assert.DoesNotContain("\r", text);
            Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' ') || line.Contains('\t', StringComparison.Ordinal));
            Assert.DoesNotContain("\n\n\n", text);
        }
    }

    [Fact]
    public void It_compiles_beside_a_reference_that_has_a_contract_of_the_same_namespace()
    {
        Generation.Run(Generation.Compilation(Corpus.TopLevel, Corpus.Place), out Compilation library);

        Generation.RunClean(Generation
            .Compilation(Generation.Usings + """
                namespace Acme;

                [ModeEvent("humidity")]
                public partial record Humidity(double Percent);

                [ModeCommand("open")]
                public partial record Open(int Vent);
                """)
            .WithAssemblyName("Acme.Application")
            .AddReferences(library.ToMetadataReference()));
    }

    [Fact]
    public void Only_annotated_types_can_be_published()
    {
        Compilation compilation = Generation.Compilation(Generation.Usings + """
            namespace Acme;

            [ModeEvent("temperature")]
            public partial record Temperature(double Celsius);

            public static class Program
            {
                public static void Publish(ModeDevice device)
                {
                    device.PublishAsync(new Temperature(21.5)).AsTask().Wait();
                    device.PublishAsync("text").AsTask().Wait();
                }
            }
            """);

        Generation.Run(compilation, out Compilation output);

        Diagnostic error = Assert.Single(
            output.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0311", error.Id);
        Assert.Contains("\"text\"", error.Location.SourceTree!.ToString().Split('\n')[error.Location.GetLineSpan().StartLinePosition.Line], StringComparison.Ordinal);
    }

    [Fact]
    public void A_forgotten_handler_is_a_compile_error()
    {
        Compilation compilation = Generation.Compilation(Generation.Usings + """
            namespace Acme;

            [ModeCommand("setTarget")]
            public partial record SetTarget(double Celsius);

            [ModeCommand("reboot")]
            public partial record Reboot;

            public static class Program
            {
                public static CommandDispatcher Commands() => new ModeCommands { SetTarget = (_, _) => default };
            }
            """);

        Generation.Run(compilation, out Compilation output);

        Diagnostic error = Assert.Single(
            output.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS9035", error.Id);
        Assert.Contains("Reboot", error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
