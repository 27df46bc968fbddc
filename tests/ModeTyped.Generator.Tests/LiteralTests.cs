using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModeTyped.Generator.Emission;

namespace ModeTyped.Generator.Tests;

/// <summary>Text that the generator writes means what it stands for, for every character there is.</summary>
public class LiteralTests
{
    [Fact]
    public void Json_text_is_what_System_Text_Json_writes()
    {
        for (int c = char.MinValue; c <= char.MaxValue; c++)
        {
            string text = $"a{(char)c}b";
            Assert.Equal(JsonSerializer.Serialize(text), JsonText.String(text));
        }

        const string Pairs = "\U0001F321 \U00010000\U0010FFFF\uDC00\uD800\uD800";
        Assert.Equal(JsonSerializer.Serialize(Pairs), JsonText.String(Pairs));
    }

    [Fact]
    public void A_string_literal_reads_back_as_its_text()
    {
        for (int c = char.MinValue; c <= char.MaxValue; c++)
        {
            string text = $"a{(char)c}b1";
            var literal = Assert.IsType<LiteralExpressionSyntax>(SyntaxFactory.ParseExpression(Literals.String(text)));
            Assert.Equal(text, literal.Token.Value);
        }
    }

    [Fact]
    public void A_UTF_8_literal_reads_back_as_its_text()
    {
        const string Text = "\"\\\n\u0085\u2028Température \U0001F321";

        var literal = Assert.IsType<LiteralExpressionSyntax>(SyntaxFactory.ParseExpression(Literals.Utf8(Text)));

        Assert.Equal(SyntaxKind.Utf8StringLiteralExpression, literal.Kind());
        Assert.Equal(Text, literal.Token.Value);
    }

    [Fact]
    public void A_hole_of_several_lines_keeps_its_indentation()
    {
        var writer = new SourceWriter();
        writer.Open("if (true)");
        string body = "First();\n\nSecond();";

        writer.Write($$"""
            {
                {{body}}
            }
            """);
        writer.Close(";");

        Assert.Equal("if (true)\n{\n    {\n        First();\n\n        Second();\n    }\n};\n", writer.Finish());
    }

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    [InlineData("Temperature", "Temperature")]
    public void A_keyword_is_escaped(string name, string expected) => Assert.Equal(expected, Identifiers.Escape(name));

    [Fact]
    public void A_taken_name_gets_a_number()
    {
        var taken = new HashSet<string>(["Start"]);

        Assert.Equal("Start2", Identifiers.Unique("Start", taken));
        Assert.Equal("Start3", Identifiers.Unique("Start", taken));
        Assert.Equal("Stop", Identifiers.Unique("Stop", taken));
    }
}
