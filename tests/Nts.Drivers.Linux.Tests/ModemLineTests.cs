using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Pseudo terminals have no modem lines: here is what can be had without a serial port.</summary>
public sealed class ModemLineTests
{
    [Theory]
    [InlineData(ModemPin.Dcd, 1)]
    [InlineData(ModemPin.Cts, 2)]
    [InlineData(ModemPin.Ri, 3)]
    public void Changes_CountsOfTheKernel_TakesTheOwnLine(ModemPin pin, int changes) =>
        Assert.Equal(changes, ModemLine.Changes(new Libc.SerialIcounterStruct { dcd = 1, cts = 2, rng = 3, dsr = 4 }, pin));

    [Theory]
    [InlineData("/dev/ttyNone", "open /dev/ttyNone: No such file or directory (errno 2); no such port")]
    [InlineData("/dev/null", "TIOCGICOUNT on /dev/null: Inappropriate ioctl for device (errno 25); this is no serial port with modem lines")]
    public void Open_NoSuchPort_SaysWhatIsWrong(string path, string message)
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => ModemLine.Open(path, ModemPin.Dcd));
        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void Open_PseudoTerminal_HasNoModemLines()
    {
        using PseudoTerminal terminal = new();
        Assert.Throws<LinuxException>(() => ModemLine.Open(terminal.SlavePath, ModemPin.Dcd));
    }
}
