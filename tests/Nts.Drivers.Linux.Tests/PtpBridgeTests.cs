using System;
using Nts.Discipline;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Drivers.Linux;

public sealed class PtpBridgeTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData("one reading", new long[] { 100, 7, 110 }, 7, 105, 10)]
    [InlineData("the shortest of three", new long[] { 100, 7, 110, 200, 8, 204, 300, 9, 320 }, 8, 202, 4)]
    [InlineData("the machine's clock was set back in one", new long[] { 100, 7, 110, 200, 8, 150 }, 7, 105, 10)]
    public void Best_Readings_TakesTheShortest(string why, long[] stamps, long ptp, long realtime, long bracket) =>
        Assert.Equal((why, new PtpReading(ptp, realtime, bracket)), (why, PtpReading.Best(stamps)));

    [Fact]
    public void Best_ClockSetBackInEach_IsNone() => Assert.Null(PtpReading.Best([200, 1, 100]));

    [Fact]
    public void ToRealtime_OneReading_AddsTheDifferenceAndOwnsUpToTheRate()
    {
        PtpBridge bridge = new();
        bridge.Add(new PtpReading(Ptp: 37 * Second, Realtime: 1000 * Second, Bracket: 2_000));
        PosixTime realtime = bridge.ToRealtime((37 * Second) - 50_000_000, out NtpDuration uncertainty);
        Assert.Equal(PosixTime.FromSeconds(999, 950_000_000), realtime);

        // Half the bracket, and 200 ppm of 50 ms.
        Assert.Equal(11_000, uncertainty.TotalNanoseconds);
    }

    [Fact]
    public void ToRealtime_TwoReadings_GoesByTheRateBetweenThem()
    {
        // A PTP clock that is 100 ppm fast: in a second it counts 1,000,100,000 ns.
        PtpBridge bridge = new();
        bridge.Add(new PtpReading(0, 1000 * Second, 0));
        bridge.Add(new PtpReading(Second + 100_000, 1001 * Second, 0));
        PosixTime realtime = bridge.ToRealtime((Second + 100_000) / 2, out NtpDuration uncertainty);
        Assert.Equal(0, (realtime - PosixTime.FromSeconds(1000, 500_000_000)).TotalNanoseconds);
        Assert.Equal(500, uncertainty.TotalNanoseconds, tolerance: 1);
    }

    [Theory]
    [InlineData("PTP clock stepped ahead", 100, 1001)]
    [InlineData("PTP clock stepped back", -100, 1001)]
    [InlineData("machine's clock stepped", 1, 2000)]
    public void Add_OneClockWasStepped_ForgetsTheRate(string why, long ptp, long realtime)
    {
        PtpBridge bridge = new();
        bridge.Add(new PtpReading(0, 1000 * Second, 0));
        bridge.Add(new PtpReading(ptp * Second, realtime * Second, 0));
        PosixTime now = bridge.ToRealtime(ptp * Second, out _);
        Assert.Equal((why, realtime), (why, now.WholeSeconds));
        bridge.ToRealtime((ptp * Second) - Second, out NtpDuration uncertainty);
        Assert.Equal(200_000, uncertainty.TotalNanoseconds);
    }

    [Fact]
    public void ToRealtime_NoReading_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new PtpBridge().ToRealtime(0, out _));

    [Fact]
    public void ToRealtime_RandomClocks_StaysWithinItsUncertainty()
    {
        Seeded random = Seeded.Create();
        for (int run = 0; run < 200; run++)
        {
            // Two clocks of constant rate, read with a bracket in which the reading of the PTP clock may lie anywhere.
            double rate = 1 + (((random.NextDouble() * 2) - 1) * 1e-4);
            long offset = random.NextInt64(-1_000_000 * Second, 1_000_000 * Second);
            PtpBridge bridge = new();
            for (int second = 0; second < 20; second++)
            {
                long edge = (second * Second) + random.NextInt64(100_000);
                long read = edge + random.NextInt64(1_000, 20_000_000);
                long bracket = random.NextInt64(500, 200_000);
                long before = read - random.NextInt64(bracket);
                bridge.Add(new PtpReading(Ptp(read), (1_790_000_000 * Second) + before + (bracket / 2), bracket));
                PosixTime realtime = bridge.ToRealtime(Ptp(edge), out NtpDuration uncertainty);
                NtpDuration error = realtime - PosixTime.FromSeconds(1_790_000_000, edge);

                // A measured rate is known to the brackets of its two readings, 0.2 ms in a second, over the at most 20 ms to the edge.
                Assert.True(error.Magnitude <= uncertainty + NtpDuration.FromMicroseconds(5), $"{random}: {error} beyond {uncertainty}");
            }

            long Ptp(long realtime) => offset + (long)(realtime * rate);
        }
    }

    [Theory]
    [InlineData("the first", null, false)]
    [InlineData("a pulse of 100 ms ends", 100_000_000L, true)]
    [InlineData("the pause after it ends", 900_000_000L, false)]
    [InlineData("a pulse was missed", 1_900_000_000L, false)]
    public void DirectionAfter_CardThatStampsBothEdges_TellsThemByTheInterval(string why, long? interval, bool isTrailing)
    {
        EdgeDirection expected = isTrailing ? EdgeDirection.Falling : EdgeDirection.Rising;
        Assert.Equal((why, expected), (why, PtpTimestamps.DirectionAfter(interval, EdgeDirection.Rising)));
    }

    [Theory]
    [InlineData("/dev/ptpNone", "open /dev/ptpNone: No such file or directory (errno 2); no such PTP clock")]
    [InlineData("/dev/null", "PTP_CLOCK_GETCAPS on /dev/null: Inappropriate ioctl for device (errno 25); this is not a PTP clock")]
    public void Open_NoSuchClock_SaysWhatIsWrong(string path, string message)
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => PtpTimestamps.Open(path, 0, null, EdgeDirection.Rising));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }
}
