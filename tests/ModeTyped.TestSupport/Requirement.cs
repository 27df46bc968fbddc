using Xunit;

namespace ModeTyped.TestSupport;

/// <summary>
/// A tool that a test needs and a developer's machine may lack. Where <c>MODETYPED_REQUIRE_TOOLS</c> is set (as in CI)
/// a missing tool fails the test; elsewhere it skips it, with the reason.
/// </summary>
public static class Requirement
{
    /// <summary>The full path of a program on the PATH; skips or fails the test where it is missing.</summary>
    public static string Program(string name)
    {
        string? path = Find(name);
        if (path is not null) return path;

        Missing($"'{name}' is not installed");
        return string.Empty;
    }

    /// <summary>Skips or fails the test for something else that is missing.</summary>
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("MODETYPED_REQUIRE_TOOLS") is { Length: > 0 }) Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/sbin{Path.PathSeparator}/usr/local/sbin"
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
