using System.Diagnostics;
using ModeTyped.TestSupport;

namespace ModeTyped.Sqlite.Tests;

/// <summary>A file system of a few KiB in memory, which is full soon; skips the test where it cannot be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static SmallDisk Mount(int kibibytes)
    {
        string mount = Requirement.Program("mount");
        string folder = Directory.CreateTempSubdirectory("modetyped-disk-").FullName;
        if (Run(mount, ["-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", folder]) == 0) return new SmallDisk(folder);
        Directory.Delete(folder);
        Requirement.Missing("a tmpfs cannot be mounted here, which takes root");
        throw new UnreachableException();
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using FileStream ballast = new(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) ballast.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Run(Requirement.Program("umount"), ["-l", Folder]);
        Directory.Delete(Folder);
    }

    private static int Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
