using System;
using System.IO;

namespace Nts.Drivers.GpsPps.Setup;

public sealed class PortCandidatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_RaspberryPiWithAnAdapter_HeaderComesFirstAndOnce()
    {
        Make("ttyUSB0", "ttyS0", "ttyAMA0", "ttyACM1", "tty1", "ttyprintk", "null");
        File.CreateSymbolicLink(Of("serial0"), "ttyAMA0");
        Assert.Equal([Of("ttyAMA0"), Of("ttyS0"), Of("ttyACM1"), Of("ttyUSB0")], PortCandidates.List(null, _folder));
    }

    [Fact]
    public void List_FoundBefore_ComesFirst()
    {
        Make("ttyUSB0", "ttyAMA0");
        Assert.Equal([Of("ttyUSB0"), Of("ttyAMA0")], PortCandidates.List(Of("ttyUSB0"), _folder));
    }

    [Fact]
    public void List_FoundBeforeAndUnplugged_IsLeftOut()
    {
        Make("ttyAMA0");
        Assert.Equal([Of("ttyAMA0")], PortCandidates.List(Of("ttyUSB0"), _folder));
    }

    [Fact]
    public void List_NoPorts_IsEmpty() => Assert.Empty(PortCandidates.List(null, _folder));

    private string Of(string name) => Path.Combine(_folder, name);

    private void Make(params string[] names) => Array.ForEach(names, name => File.WriteAllText(Of(name), ""));
}
