using System.IO.Compression;

namespace ModeTyped.Packaging.Tests;

public sealed class PublicApiTests(PackedProducts packages)
{
    public static TheoryData<string> Ids => PackageContentTests.Ids;

    [Theory, MemberData(nameof(Ids))]
    public async Task The_public_API_is_what_was_accepted(string id)
    {
        string folder = Path.Combine(PackedProducts.Root, "runtime", id);
        string acceptedFile = Path.Combine(folder, "PublicAPI.txt");
        string receivedFile = Path.Combine(folder, "PublicAPI.received.txt");
        string accepted = File.Exists(acceptedFile) ? await File.ReadAllTextAsync(acceptedFile, TestContext.Current.CancellationToken) : "";
        string received = await ReadAsync(id, "net10.0");
        if (accepted == received)
        {
            File.Delete(receivedFile);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, received, TestContext.Current.CancellationToken);
        Assert.Fail(
            $"The public API of {id} is not what runtime/{id}/PublicAPI.txt says:\n{Difference(accepted, received)}\n"
            + $"To accept it: mv runtime/{id}/PublicAPI.received.txt runtime/{id}/PublicAPI.txt");
    }

    /// <summary>The packages for more than one framework.</summary>
    public static TheoryData<string> LibraryIds => [.. Ids.Select(row => row.Data).Where(id => id != "ModeTyped.Simulator")];

    [Theory, MemberData(nameof(LibraryIds))]
    public async Task The_public_API_is_the_same_for_every_framework(string id)
    {
        Assert.Equal(await ReadAsync(id, "net10.0"), await ReadAsync(id, "net8.0"));
    }

    private async Task<string> ReadAsync(string id, string framework)
    {
        using ZipArchive package = packages.Open(id);
        using var assembly = new MemoryStream();
        await using (Stream stream = await package.GetEntry($"lib/{framework}/{id}.dll")!.OpenAsync(TestContext.Current.CancellationToken))
            await stream.CopyToAsync(assembly, TestContext.Current.CancellationToken);
        assembly.Position = 0;
        return PublicApi.Of(assembly);
    }

    private static string Difference(string accepted, string received)
    {
        string[] before = accepted.Split('\n');
        string[] after = received.Split('\n');
        return string.Join('\n', before.Except(after).Select(line => "- " + line.Trim())
            .Concat(after.Except(before).Select(line => "+ " + line.Trim())));
    }
}
