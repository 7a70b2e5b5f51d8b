using System;
using System.IO;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class PpsDeviceTests
{
    private const int Everything = Libc.PPS_CANWAIT | Libc.PPS_CAPTUREASSERT | Libc.PPS_CAPTURECLEAR;

    [Theory]
    [InlineData(EdgeDirection.Rising, 100, 1)]
    [InlineData(EdgeDirection.Falling, 200, 2)]
    public void Decode_Fetched_TakesTheEdgeOfInterest(EdgeDirection direction, long seconds, uint sequence)
    {
        Libc.PpsKinfo info = new()
        {
            assert_sequence = 1,
            assert_tu = new() { sec = 100, nsec = 5 },
            clear_sequence = 2,
            clear_tu = new() { sec = 200, nsec = 5 },
        };
        Assert.Equal(new StampedEdge(PosixTime.FromSeconds(seconds, 5), direction, sequence), PpsDevice.Decode(info, direction));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1500, 1, 500_000_000)]
    [InlineData(20, 0, 20_000_000)]
    public void ToKernel_Timeout_IsSecondsAndNanosecondsAndValid(int milliseconds, long seconds, int nanoseconds)
    {
        Libc.PpsKtime timeout = PpsDevice.ToKernel(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal((seconds, nanoseconds, 0u), (timeout.sec, timeout.nsec, timeout.flags));
    }

    [Theory]
    [InlineData(Everything, EdgeDirection.Rising, null)]
    [InlineData(Everything, EdgeDirection.Falling, null)]
    [InlineData(Libc.PPS_CANWAIT | Libc.PPS_CAPTUREASSERT, EdgeDirection.Falling, "the source does not capture the falling edge")]
    [InlineData(Libc.PPS_CAPTUREASSERT, EdgeDirection.Rising, "the source cannot wait for an edge")]
    public void MissingCapability_Capabilities_NamesWhatIsMissing(int capabilities, EdgeDirection direction, string? missing) =>
        Assert.Equal(missing, PpsDevice.MissingCapability(capabilities, direction));

    [Theory]
    [InlineData("/dev/ppsNone", "open /dev/ppsNone: No such file or directory (errno 2); no such device")]
    [InlineData("/dev/null", "PPS_GETCAP on /dev/null: Inappropriate ioctl for device (errno 25); this is not a PPS device")]
    public void Open_NoSuchSource_SaysWhatIsWrong(string path, string message)
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => PpsDevice.Open(path, EdgeDirection.Rising));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Wait_RealSource_GivesEdgesInSequence()
    {
        Skip.IfNot(File.Exists("/dev/pps0"), "this machine has no /dev/pps0");
        using PpsDevice device = PpsDevice.Open("/dev/pps0", EdgeDirection.Rising);
        Assert.Equal(EdgeStatus.Edge, device.Wait(TimeSpan.FromSeconds(1.5), out StampedEdge first));
        Assert.Equal(EdgeStatus.Edge, device.Wait(TimeSpan.FromSeconds(1.5), out StampedEdge second));
        Assert.Equal(first.Sequence + 1, second.Sequence);
        Assert.Equal(1.0, (second.KernelTime - first.KernelTime).TotalSeconds, tolerance: 0.01);
    }
}
