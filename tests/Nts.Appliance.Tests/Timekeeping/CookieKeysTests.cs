using System;
using System.IO;
using Nts.Appliance.Configuration;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class CookieKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nts-cookie-keys-").FullName;
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Open_NoFileConfigured_KeepsTheRingInTheStateDirectory()
    {
        using IKeyRingKeeper keys = Open("");
        Assert.Equal(keys.Ring.Format(), File.ReadAllBytes(Path.Combine(_folder, "cookie-keys")));
    }

    [Fact]
    public void Open_BadFile_DrawsNewKeysAndWarns()
    {
        File.WriteAllText(Path.Combine(_folder, "cookie-keys"), "rubbish\n");
        using IKeyRingKeeper keys = Open("");
        Assert.Contains("warning: cookie keys: ", _log.ToString(), StringComparison.Ordinal);
        Assert.Equal(keys.Ring.Format(), File.ReadAllBytes(Path.Combine(_folder, "cookie-keys")));
    }

    [Fact]
    public void Open_BadFileOfARatchet_IsRefusedAndLeft()
    {
        File.WriteAllText(Path.Combine(_folder, "shared"), "rubbish\n");
        Assert.Throws<IOException>(() => Open($"cookie-keys = ratchet\nkey-file = {_folder}/shared"));
        Assert.Equal("rubbish\n", File.ReadAllText(Path.Combine(_folder, "shared")));
    }

    [Fact]
    public void OnTick_FollowedFileComesLate_IsFollowedFromThenOn()
    {
        using IKeyRingKeeper follower = Open($"cookie-keys = follow\nkey-file = {_folder}/shared");
        Assert.Contains("shared is not there", _log.ToString(), StringComparison.Ordinal);
        using IKeyRingKeeper owner = Open($"key-file = {_folder}/shared");
        Assert.NotEqual(owner.Ring.Snapshot.CurrentId, follower.Ring.Snapshot.CurrentId);
        follower.OnTick(MonotonicTime.FromNanoseconds(0));
        Assert.Equal(owner.Ring.Format(), follower.Ring.Format());
    }

    private IKeyRingKeeper Open(string lines)
    {
        ApplianceConfiguration configuration = ConfigurationReader.Read($"[state]\ndirectory = {_folder}\n[nts-ke]\n{lines}\n").Configuration!;
        return CookieKeys.Open(configuration, new EventLog(_log, TimeProvider.System, journal: false));
    }
}
