using System;
using System.Collections.Generic;
using System.IO;

namespace Nts.Drivers.Linux;

public sealed class PpsEntryTests
{
    private static readonly PpsEntry Timer = new("/dev/pps0", "ktimer", "", null);
    private static readonly PpsEntry Line = new("/dev/pps1", "pps@12.-1", "", 18);
    private static readonly PpsEntry Serial = new("/dev/pps2", "serial0", "/dev/ttyS0", null);

    [Theory]
    [InlineData("pps@12.-1", "/dev/pps1")]
    [InlineData("pps@12", "/dev/pps1")]
    [InlineData("PPS@", "/dev/pps1")]
    [InlineData("gpio18", "/dev/pps1")]
    [InlineData("serial", "/dev/pps2")]
    [InlineData("/dev/ttyS0", "/dev/pps2")]
    [InlineData("ktimer", "/dev/pps0")]
    public void Find_Name_IsTheSourceWhateverItsNumber(string name, string device) =>
        Assert.Equal(device, PpsEntry.Find([Timer, Line, Serial], name).Device);

    [Fact]
    public void Find_NoName_NeverTakesTheMachinesOwnTimer()
    {
        Assert.Equal(Line, PpsEntry.Find([Timer, Line], ""));
        Assert.Throws<LinuxException>(() => PpsEntry.Find([Timer], ""));
    }

    [Theory]
    [InlineData("gpio4", "find PPS device \"gpio4\": No such device (errno 19); there are: /dev/pps0 (ktimer), /dev/pps1 (pps@12.-1), /dev/pps2 (serial0)")]
    [InlineData("", "find the PPS device: No such device (errno 19); several fit: /dev/pps1 (pps@12.-1), /dev/pps2 (serial0)")]
    public void Find_NoneOrSeveral_ListsThem(string name, string message) =>
        Assert.Equal(message, Assert.Throws<LinuxException>(() => PpsEntry.Find([Timer, Line, Serial], name)).Message);

    [Fact]
    public void Find_NoSourceAtAll_SaysWhatIsMissing() =>
        Assert.EndsWith("in config.txt, or pps-ldisc)?", Assert.Throws<LinuxException>(() => PpsEntry.Find([], "")).Message, StringComparison.Ordinal);

    [Fact]
    public void In_FolderOfTheKernel_ReadsNamePathAndLine()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        Write("pps0/name", "ktimer\n");
        Write("pps0/path", "\n");
        Write("pps1/name", "pps@12.-1\n");
        Directory.CreateDirectory(Path.Combine(folder, "pps1/device/of_node"));
        File.WriteAllBytes(Path.Combine(folder, "pps1/device/of_node/gpios"), Convert.FromHexString("000000070000001200000000"));
        Write("pps3/name", "pps@4.-1\n");
        Write("pps2/name", "serial0\n");
        Write("pps2/path", "/dev/ttyS0\n");

        IReadOnlyList<PpsEntry> found = PpsEntry.In(folder);
        Directory.Delete(folder, recursive: true);
        Assert.Equal([Timer, Line, Serial, new PpsEntry("/dev/pps3", "pps@4.-1", "", 4)], found);

        void Write(string name, string text)
        {
            string file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    [Fact]
    public void In_NoSuchFolder_IsEmpty() => Assert.Empty(PpsEntry.In("/sys/class/no-such-class"));
}
