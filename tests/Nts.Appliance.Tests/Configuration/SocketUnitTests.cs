using System;
using System.IO;
using System.Linq;
using Nts.Manuals;

namespace Nts.Appliance.Configuration;

public sealed class SocketUnitTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("nts-root-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Installed_NoUnit_IsNone() => Assert.Null(SocketUnit.Installed(_root.FullName));

    [Fact]
    public void Installed_TheImagesUnit_AgreesWithTheDefaults()
    {
        Install("usr/lib/systemd/system", File.ReadAllText(Documents.Of("image", "systemd", "nts-appliance.socket")));
        Assert.Empty(SocketUnit.Installed(_root.FullName)!.DifferencesTo(new()));
    }

    [Fact]
    public void Installed_OtherPorts_NamesTheMissingAndTheSuperfluousLines()
    {
        Install("lib/systemd/system", File.ReadAllText(Documents.Of("image", "systemd", "nts-appliance.socket")));
        Assert.Equal(
            ["nts-appliance.socket has no ListenDatagram=0.0.0.0:1123,", "nts-appliance.socket has ListenDatagram=[::]:123,", "nts-appliance.socket has no ListenStream=127.0.0.1:4460,", "nts-appliance.socket has ListenStream=0.0.0.0:4460,", "nts-appliance.socket has ListenStream=[::]:4460,"],
            Differences("[ntp]\nlisten = 0.0.0.0:123\nsmear-listen = 0.0.0.0:1123\n[nts-ke]\nlisten = 127.0.0.1:4460\n"));
    }

    [Fact]
    public void Installed_DropIns_AddAndTakeBackInTheOrderOfTheirNames()
    {
        Install("usr/lib/systemd/system", "[Socket]\nListenDatagram=0.0.0.0:123\nListenStream=4460\n");
        DropIn("etc/systemd/system", "20-more.conf", "[Socket]\nListenDatagram = 10.0.0.1:123\n");
        DropIn("usr/lib/systemd/system", "10-none.conf", "[Socket]\nListenStream=\nListenStream=[::1]:4460\n");
        DropIn("usr/lib/systemd/system", "20-more.conf", "[Socket]\nListenDatagram=10.0.0.2:123\n"); // the one in /etc counts
        SocketUnit unit = SocketUnit.Installed(_root.FullName)!;
        Assert.Equal(("10.0.0.1:123", "[::1]:4460"), (string.Join(' ', unit.Udp), string.Join(' ', unit.Tcp)));
    }

    [Fact]
    public void Installed_UnitOfTheOwner_GoesBeforeThatOfThePackage()
    {
        Install("usr/lib/systemd/system", "[Socket]\nListenDatagram=0.0.0.0:123\n");
        Install("etc/systemd/system", "[Socket]\nListenDatagram=0.0.0.0:1123\n");
        Assert.Equal("0.0.0.0:1123", SocketUnit.Installed(_root.FullName)!.Udp.Single().ToString());
    }

    [Fact]
    public void Installed_Masked_IsNone()
    {
        Install("usr/lib/systemd/system", "[Socket]\nListenDatagram=0.0.0.0:123\n");
        Directory.CreateDirectory(Path.Combine(_root.FullName, "etc/systemd/system"));
        File.CreateSymbolicLink(Path.Combine(_root.FullName, "etc/systemd/system/nts-appliance.socket"), "/dev/null");
        Assert.Null(SocketUnit.Installed(_root.FullName));
    }

    [Fact]
    public void CheckConfig_UnitThatDiffers_NeedsAttention()
    {
        string file = Path.Combine(_root.FullName, "appliance.conf");
        File.WriteAllText(file, "[ntp]\nlisten = 0.0.0.0:123\n");
        Assert.Equal(0, Program.Run(["check-config", file, "--root", _root.FullName]));
        Install("usr/lib/systemd/system", File.ReadAllText(Documents.Of("image", "systemd", "nts-appliance.socket")));
        Assert.Equal(1, Program.Run(["check-config", file, "--root", _root.FullName]));
    }

    private string[] Differences(string configuration) =>
        [.. SocketUnit.Installed(_root.FullName)!.DifferencesTo(ConfigurationReader.Read(configuration).Configuration!).Select(problem => problem.Reason[..(problem.Reason.IndexOf(',', StringComparison.Ordinal) + 1)])];

    private void Install(string folder, string unit) => Write(Path.Combine(folder, "nts-appliance.socket"), unit);

    private void DropIn(string folder, string name, string text) => Write(Path.Combine(folder, "nts-appliance.socket.d", name), text);

    private void Write(string path, string text)
    {
        string full = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
