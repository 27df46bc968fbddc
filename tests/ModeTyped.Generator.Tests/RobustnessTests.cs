using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModeTyped.Generator.Tests;

/// <summary>Whatever the source, the generator does not throw and what it writes has no error of its own.</summary>
public class RobustnessTests
{
    public static TheoryData<string, string> Invalid => new()
    {
        { "not partial", """[ModeEvent("a")] public record A(int Value);""" },
        { "generic", """[ModeEvent("a")] public partial record A<T>(T Value);""" },
        { "nested in a generic type", """public partial class Outer<T> { [ModeEvent("a")] public partial record A(int Value); }""" },
        { "nested in a type that is not partial", """public class Outer { [ModeEvent("a")] public partial record A(int Value); }""" },
        { "private", """public partial class Outer { [ModeEvent("a")] private partial record A(int Value); }""" },
        { "protected", """public partial class Outer { [ModeCommand("a")] protected partial record A(int Value); }""" },
        { "file-local", """[ModeCommand("a")] file partial record A(int Value);""" },
        { "ref struct", """[ModeCommand("a")] public ref partial struct A { }""" },
        { "static", """[BulkLabel("a")] public static partial class A { }""" },
        { "obsolete as an error", """[System.Obsolete("no", true)] [ModeEvent("a")] public partial record A(int Value);""" },
        { "empty name", """[ModeEvent("")] public partial record A(int Value);""" },
        { "label of two topic levels", """[BulkLabel("a/b")] public partial class A;""" },
        { "no JSON form", """namespace System { [ModeEvent("a")] public partial record A(int Value); }""" },
        { "data in a value of no JSON form", """namespace System { [ModeData("a")] public partial record A(int Value); }""" },
        { "name with half of a surrogate pair", """[ModeCommand("\uD800")] public partial record A(int Value);""" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Nothing_is_generated_for_a_type_that_cannot_be_a_contract_s(string problem, string source)
    {
        _ = problem;
        Assert.Empty(Generation.RunClean(Generation.Usings + source));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "annotation on two parts", """[ModeEvent("a")] public partial record A(int Value); [ModeEvent("b")] public partial record A;""" },
        { "class and struct of one name", """[ModeEvent("a")] public partial class A; [ModeEvent("b")] public partial struct A;""" },
        { "two records of one name", """[ModeEvent("a")] public record A; [ModeEvent("b")] public record A;""" },
        { "no name", """[ModeEvent] public partial record A;""" },
        { "null name", """[ModeEvent(null)] public partial record A;""" },
        { "name of another type", """[ModeEvent(1)] public partial record A;""" },
        { "array as name", """[ModeEvent(new[] { "a" })] public partial record A;""" },
        { "half an argument", """[ModeEvent("a", QualityOfService = )] public partial record A;""" },
        { "argument of another type", """[ModeEvent("a", MaxPerMinute = "many", LatestOnly = 1)] public partial record A;""" },
        { "quality of service 2", """[ModeEvent("a", QualityOfService = (QualityOfService)2)] public partial record A;""" },
        { "unknown argument", """[ModeEvent("a", Retain = true)] public partial record A;""" },
        { "type without a name", """[ModeEvent("a")] public partial record""" },
        { "namespace without a name", """namespace { [ModeEvent("a")] public partial record A; }""" },
        { "namespace that ends in a dot", """namespace Acme. { [ModeEvent("a")] public partial record A; }""" },
        { "unknown member type", """[ModeEvent("a")] public partial record A(Unknown Value);""" },
        { "base type that is missing", """[ModeEvent("a")] public partial record A : Missing;""" },
        { "base type that is itself", """[ModeEvent("a")] public partial class A : A;""" },
        { "parameter without a name", """[ModeCommand("a")] public partial record A(int """ },
        { "enum member without a name", """[ModeEvent("a")] public partial record A(E E); public enum E { A, = 2, """ },
        { "member of an unknown list", """[ModeEvent("a")] public partial record A(System.Collections.Generic.List<Unknown> Items, int[] );""" },
        { "exchange of a list", """[BulkLabel("a")] public partial class A : IBulkExchange<System.Collections.Generic.List<int>, int>;""" },
        { "exchange of what does not exist", """[BulkLabel("a")] public partial class A : IBulkExchange<Query, >;""" },
        { "exchange of private types", """[BulkLabel("a")] public partial class A : IBulkExchange<A.B, A.B> { private record B; }""" },
        { "two exchanges", """[BulkLabel("a")] public partial class A : IBulkExchange<B, B>, IBulkExchange<C, C>; public record B; public record C;""" },
        { "encoder that is missing", """[BulkLabel("a")] public partial class A : IBulkEncoder<int>;""" },
        { "bulk data of a number", """[BulkLabel("a")] public partial class A : IBulkData<int>;""" },
        { "data in a struct", """[ModeData("a")] public partial struct A;""" },
        { "half a rule", """[ModeData("a")] public partial record A([property: System.ComponentModel.DataAnnotations.Range(1, )] int B, [property: System.ComponentModel.DataAnnotations.Range(1] int C);""" },
        { "rules of the wrong types", """[ModeData("a")] public partial record A([property: System.ComponentModel.DataAnnotations.Range(typeof(int), null, "b")] int B, [property: System.ComponentModel.DataAnnotations.RegularExpression("(")] string C, [property: System.ComponentModel.DataAnnotations.StringLength("x")] string D, [property: System.ComponentModel.DataAnnotations.RegularExpression(null)] string E);""" },
        { "annotated interface", """[ModeEvent("a")] public partial interface A;""" },
        { "annotated enum", """[ModeEvent("a")] public enum A { B }""" },
        { "duplicate containers", """public partial class O { [ModeEvent("a")] public partial record A; } public partial struct O { [ModeEvent("b")] public partial record B; }""" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Errors_of_the_user_s_stay_the_user_s(string problem, string source)
    {
        _ = problem;
        AssertOnlyUserErrors(Generation.Usings + source);
    }

    [Fact]
    public void A_project_below_C_sharp_12_gets_no_code_that_it_cannot_compile()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            Corpus.TopLevel, Generation.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp11), cancellationToken: TestContext.Current.CancellationToken);
        CSharpCompilation compilation = Generation.Compilation().AddSyntaxTrees(tree);

        Assert.Empty(Generation.Run(compilation));
    }

    private static void AssertOnlyUserErrors(string source)
    {
        ImmutableArray<GeneratedSourceResult> files = Generation.Run(Generation.Compilation(source), out Compilation output);
        HashSet<SyntaxTree> generated = [.. files.Select(file => file.SyntaxTree)];
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                && diagnostic.Location.SourceTree is { } tree && generated.Contains(tree)));
    }
}
