using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.CodeFixes;

/// <summary>Gives a member that has no JSON form a converter, for the user to write.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddConverterCodeFix() : ContractCodeFix(DiagnosticIds.UnsupportedMember)
{
    private const string Json = "global::System.Text.Json";

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // Members of one name in several types would get converters of one name.
    private protected override bool FixesAll => false;

    private protected override void Offer(CodeFixContext context, SyntaxNode root, SemanticModel model)
    {
        if (PayloadMemberSyntax.Find(root, context.Span.Start) is { } member
            && model.Compilation.GetTypeByMetadataName("System.Text.Json.Serialization.JsonConverterAttribute") is { } attribute
            && TypeOf(member, model, context.CancellationToken) is { IsRefLikeType: false, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) } type)
            Register(context, "Add a JSON converter", cancellationToken => PayloadMemberSyntax.ImportAsync(
                context.Document.WithSyntaxRoot(AddConverter(member, type, attribute)), cancellationToken));

        SyntaxNode AddConverter(SyntaxNode member, ITypeSymbol type, INamedTypeSymbol attribute)
        {
            SyntaxNode outermost = member.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Last();
            string name = FindName(member, model.LookupNamespacesAndTypes(outermost.SpanStart));
            AttributeArgumentSyntax argument = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression($"typeof({name})"));
            SyntaxNode changed = PayloadMemberSyntax.WithAttribute(member, SyntaxGenerator.GetGenerator(context.Document), attribute, argument)
                .WithAdditionalAnnotations(Formatter.Annotation);
            SyntaxNode converted = root.TrackNodes(outermost, member);
            converted = converted.ReplaceNode(converted.GetCurrentNode(member)!, changed);
            return converted.InsertNodesAfter(converted.GetCurrentNode(outermost)!, [Converter(name, type)]);
        }
    }

    private static ITypeSymbol? TypeOf(SyntaxNode member, SemanticModel model, CancellationToken cancellationToken) => member switch
    {
        PropertyDeclarationSyntax property => model.GetTypeInfo(property.Type, cancellationToken).Type,
        FieldDeclarationSyntax field => model.GetTypeInfo(field.Declaration.Type, cancellationToken).Type,
        ParameterSyntax { Type: { } written } => model.GetTypeInfo(written, cancellationToken).Type,
        _ => null,
    };

    private static string FindName(SyntaxNode member, ImmutableArray<ISymbol> taken)
    {
        string name = member switch
        {
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            _ => ((ParameterSyntax)member).Identifier.ValueText,
        } + "Converter";
        HashSet<string> names = [.. taken.Select(symbol => symbol.Name)];
        string free = name;
        for (int i = 2; names.Contains(free); i++) free = name + i;
        return free;
    }

    private static MemberDeclarationSyntax Converter(string name, ITypeSymbol type)
    {
        string text = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format);
        string read = type.IsReferenceType ? text + "?" : text;

        // As the editor's own fixes leave the body that only the user knows.
        const string Unwritten = "=> throw new global::System.NotImplementedException();";
        return SyntaxFactory.ParseMemberDeclaration($$"""


            internal sealed class {{name}} : {{Json}}.Serialization.JsonConverter<{{text}}>
            {
                public override {{read}} Read(ref {{Json}}.Utf8JsonReader reader, global::System.Type typeToConvert, {{Json}}.JsonSerializerOptions options) {{Unwritten}}

                public override void Write({{Json}}.Utf8JsonWriter writer, {{text}} value, {{Json}}.JsonSerializerOptions options) {{Unwritten}}
            }

            """)!
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation, PayloadMemberSyntax.Imported);
    }
}
