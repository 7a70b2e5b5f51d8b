using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

public sealed unsafe class TerminalTests
{
    [Fact]
    public void RawSettings_OfACookedTerminal_LeaveNothingThatChangesBytes()
    {
        Libc.Termios2 cooked = new() { c_iflag = 0x4500, c_oflag = 5, c_lflag = 0x8A3B, c_cflag = 0x4BF | 0x400 | 0x80000000 };
        Libc.Termios2 raw = Terminal.RawSettings(cooked, 38_400);
        Assert.Equal((Libc.IGNBRK, 0u, 0u), (raw.c_iflag, raw.c_oflag, raw.c_lflag));
        Assert.Equal(Libc.CS8 | Libc.CREAD | Libc.CLOCAL | Libc.BOTHER, raw.c_cflag);
        Assert.Equal((38_400u, 38_400u), (raw.c_ispeed, raw.c_ospeed));
        Assert.Equal((1, 0), (raw.c_cc[Libc.VMIN], raw.c_cc[Libc.VTIME]));
    }
}
