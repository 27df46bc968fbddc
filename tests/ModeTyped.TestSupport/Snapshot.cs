using System.Runtime.CompilerServices;
using Xunit;

namespace ModeTyped.TestSupport;

/// <summary>
/// Compares text with a file that was reviewed and checked in beside the test, in Verify's file conventions:
/// <c>Test.Method_case.verified.cs</c> is what is expected, and a difference writes <c>Test.Method_case.received.cs</c>.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails where the text is not the accepted one.</summary>
    /// <param name="received">The text; its line ends are compared as <c>\n</c>.</param>
    /// <param name="name">The snapshot's name, <c>Class.Method</c> or <c>Class.Method_case</c>.</param>
    /// <param name="extension">The extension of the files.</param>
    /// <param name="testFile">Filled in by the compiler: the files stand beside it, in <c>Snapshots</c>.</param>
    public static void Match(string received, string name, string extension = "cs", [CallerFilePath] string testFile = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        string verifiedFile = Path.Combine(folder, $"{name}.verified.{extension}");
        string receivedFile = Path.Combine(folder, $"{name}.received.{extension}");
        received = Normalize(received);
        string? verified = File.Exists(verifiedFile) ? Normalize(File.ReadAllText(verifiedFile)) : null;
        if (received == verified)
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedFile, received);
        string what = verified is null ? "There is no accepted text yet." : FirstDifference(verified, received);
        Assert.Fail($"""
            {what}
            To accept what was received:
              mv '{receivedFile}' '{verifiedFile}'
            """);
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n');
        string[] actual = received.Split('\n');
        int line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line]) line++;
        return $"""
            Line {line + 1} differs.
              accepted: {expected.ElementAtOrDefault(line) ?? "(end)"}
              received: {actual.ElementAtOrDefault(line) ?? "(end)"}
            """;
    }
}
