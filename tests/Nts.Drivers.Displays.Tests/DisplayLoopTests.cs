using System.Linq;
using Nts.Time;

namespace Nts.Drivers.Displays;

public sealed class DisplayLoopTests
{
    private const int NoSuchFile = 2;
    private const int NobodyAnswers = 121;
    private const long Midnight = 1_798_761_600; // 2027-01-01

    [Fact]
    public void Show_SecondAfterSecond_AtTheEdge()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 3, 250_000_000));
        Assert.Equal("23-59-58", bench.Show());
        Assert.Equal(PosixTime.FromSeconds(Midnight - 2), bench.Writes.At);
        Assert.Equal("23-59-59", bench.Show());
        Assert.Equal("00-00-00", bench.Show());
        Assert.Equal(PosixTime.FromSeconds(Midnight), bench.Writes.At);
    }

    [Fact]
    public void Show_SleepThatEndsEarly_WaitsForTheEdge()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 3)) { EarlyBy = NtpDuration.FromMicroseconds(300) };
        Assert.Equal("23-59-58", bench.Show());
        Assert.Equal(PosixTime.FromSeconds(Midnight - 2), bench.Writes.At);
    }

    [Theory]
    [InlineData(0)] // The kernel has carried it out when the display wakes up,
    [InlineData(4)] // or does so with its next tick.
    public void Show_InsertedSecond_IsSixty(int tickMilliseconds)
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 2)) { Leap = new(+1, Midnight) };
        bench.Jump(PosixTime.FromSeconds(Midnight, tickMilliseconds * 1_000_000), -NtpDuration.FromSeconds(1));
        Assert.Equal(["23-59-59", "23-59-60", "00-00-00", "00-00-01"], Enumerable.Range(0, 4).Select(_ => bench.Show()));
    }

    [Fact]
    public void Show_SecondLeftOut_IsNotShown()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 3)) { Leap = new(-1, Midnight) };
        bench.Jump(PosixTime.FromSeconds(Midnight - 1), NtpDuration.FromSeconds(1));
        Assert.Equal(["23-59-58", "00-00-00", "00-00-01"], Enumerable.Range(0, 3).Select(_ => bench.Show()));
    }

    [Fact]
    public void Show_LeapSecondThatTheClockDoesNotCarryOut_FollowsTheClockAfterwards()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 1)) { Leap = new(+1, Midnight) };
        Assert.Equal(["23-59-60", "00-00-01"], Enumerable.Range(0, 2).Select(_ => bench.Show()));
    }

    [Fact]
    public void Show_ClockSetDuringTheSleep_ShowsWhatItReadsThen()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight - 3));
        bench.Jump(PosixTime.FromSeconds(Midnight - 2), NtpDuration.FromSeconds(3600.2));
        Assert.Equal("00-59-58", bench.Show());
        Assert.Equal("00-59-59", bench.Show());
        Assert.Equal(PosixTime.FromSeconds(Midnight + 3599), bench.Writes.At);
    }

    [Fact]
    public void Show_NoSuchDevice_SaysSoOnceAndTriesLessAndLess()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight)) { Errno = NoSuchFile };
        for (int i = 0; i < 300; i++)
        {
            bench.Show();
        }

        Assert.StartsWith("open the display: No such file or directory", Assert.Single(bench.Said));
        Assert.InRange(bench.Openings, 12, 16);
        bench.Errno = 0;
        for (int i = 0; i < 30; i++)
        {
            bench.Show();
        }

        Assert.Equal("works", bench.Said[^1]);
    }

    [Fact]
    public void Show_UnpluggedAndBack_IsSetUpAgain()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight));
        Assert.Equal("00-00-01", bench.Show());
        bench.Errno = NobodyAnswers;
        bench.Show();
        bench.Show();
        int before = bench.Writes.Count;
        bench.Errno = 0;
        Assert.Equal("00-00-05", Enumerable.Range(0, 3).Select(_ => bench.Show()).First(text => text != "00-00-01"));
        Assert.InRange(bench.Writes.Count - before, 13, 14); // Setup, eight digits, on; and a digit of the second after.
        Assert.Equal(["works", "write to the display: Remote I/O error (errno 121)", "open the display: Remote I/O error (errno 121)", "works"], bench.Said);
    }

    [Fact]
    public void Show_EveryMinute_SetsTheChipUpAgain()
    {
        using DisplayBench bench = new(PosixTime.FromSeconds(Midnight));
        int[] writes = [.. Enumerable.Range(0, 62).Select(_ =>
        {
            int before = bench.Writes.Count;
            bench.Show();
            return bench.Writes.Count - before;
        })];
        Assert.Equal([13, 13], writes.Where(count => count > 6)); // at the start, and half a minute later
    }
}
