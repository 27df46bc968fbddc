namespace ModeTyped.Simulator.Tests;

public sealed class StateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modetyped-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_proxies_and_their_revisions_outlive_the_simulator()
    {
        await using (ModeSimulator mode = await StartAsync())
        {
            mode.Data(1234).Set("a", """{"digits":1.10}""");
            mode.Data(1234).Set("b", "2");
            mode.Data(1234).Delete("b");
        }

        await using (ModeSimulator mode = await StartAsync())
        {
            Assert.Equal(3, mode.Data(1234).Revision);
            DataItem item = Assert.Single(mode.Data(1234).Items);
            Assert.Equal(("a", """{"digits":1.10}"""), (item.Key, item.Value.GetRawText()));
            mode.Data(1234).Set("c", "3");
            Assert.Equal(4, mode.Data(1234).Revision);
        }
    }

    [Fact]
    public async Task Devices_outlive_the_simulator()
    {
        await using (ModeSimulator mode = await StartAsync()) mode.AddDevice(7, "seven");
        await using (ModeSimulator mode = await ModeSimulator.StartAsync(new ModeSimulatorOptions { StateFolder = _folder }))
        {
            (await RawClient.ConnectAsync(mode)).Dispose();
            using RawClient client = await RawClient.OpenAsync(mode.Port);
            await client.SendAsync(RawClient.Connect(user: "7", password: "seven"));
            await client.ExpectAsync(0x20, 0x02, 0x00, 0x00);
        }
    }

    [Fact]
    public async Task The_root_certificate_outlives_the_simulator()
    {
        string root;
        await using (ModeSimulator mode = await StartAsync()) root = mode.RootCertificatePem;
        await using (ModeSimulator mode = await StartAsync()) Assert.Equal(root, mode.RootCertificatePem);
    }

    [Fact]
    public async Task What_is_secret_is_readable_by_its_owner_only()
    {
        await using ModeSimulator mode = await StartAsync();
        if (OperatingSystem.IsWindows()) return;
        foreach (string file in (string[])["devices.json", "root-key.pem"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, file)));
    }

    private Task<ModeSimulator> StartAsync() => ModeSimulator.StartAsync(
        new ModeSimulatorOptions { Devices = { [1234] = "key" }, StateFolder = _folder, TlsPort = 0 });
}
