using System;
using System.Globalization;
using Nts.Discipline;
using Nts.TestKit;
using Nts.Time;
using Xunit.Abstractions;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>The search for an edge against a simulated register, with a reader that is held up at random between any two steps.</summary>
public sealed class EdgePollTests(ITestOutputHelper output)
{
    private const long Second = 1_000_000_000;
    private const long Microsecond = 1_000;
    private const int Edges = 10_000;

    private static readonly NtpDuration Long = NtpDuration.FromMilliseconds(2);

    public static TheoryData<string, long, long, double, double, int> Machines => new()
    {
        // What it is, register and clock in ns, stalls a step, their mean in us, seed.
        { "Pi 5, idle", 600, 45, 0, 0, 1 },
        { "Pi 5, timer interrupts", 600, 45, 2e-4, 3, 2 },
        { "Pi 5, held up now and then", 600, 45, 2e-3, 20, 3 },
        { "Pi 5, held up all the time", 600, 45, 5e-2, 50, 4 },
        { "Pi 4, idle", 110, 70, 0, 0, 5 },
        { "Pi 4, held up now and then", 110, 70, 2e-3, 20, 6 },
        { "Pi 4, held up all the time", 110, 70, 5e-2, 50, 7 },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Run_ReaderHeldUpAtRandom_NoAcceptedEdgeOutsideItsBracket(string machine, long read, long clock, double stalls, double mean, int seed)
    {
        Seeded random = Seeded.Fixed(seed);
        long[] results = new long[Enum.GetValues<PollResult>().Length];
        double[] widths = new double[Edges];
        double[] errors = new double[Edges];
        int found = 0;
        long outside = 0;
        for (int i = 0; i < Edges; i++)
        {
            SimulatedLine line = new(read, clock, () => random.NextDouble() < stalls ? (long)(-Math.Log(1 - random.NextDouble()) * mean * Microsecond) : 0);
            long edge = line.Nanoseconds + random.NextInt64(5 * Microsecond, 150 * Microsecond);
            line.AddPulse(edge, Second / 10);
            PollResult result = EdgePoll.Run(line, EdgeDirection.Rising, line.Now() + Long, out EdgeBracket bracket);
            results[(int)result]++;
            if (result is PollResult.Found)
            {
                NtpDuration error = bracket.Midpoint - SimulatedLine.Stamp(edge);
                outside += error.Magnitude > bracket.HalfWidth ? 1 : 0;
                widths[found] = bracket.Width.TotalSeconds;
                errors[found++] = error.TotalSeconds;
                Assert.True(bracket.Width <= EdgePoll.WidestBracket, $"{machine}, edge {i}: {bracket}");
            }
        }

        Array.Sort(widths, 0, found);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {machine} | {Edges} | {found} | {results[(int)PollResult.TooWide]} | {results[(int)PollResult.TooLate]} | {results[(int)PollResult.NotSeen]} | {widths[found / 2] * 1e6:0.00} | {widths[found - 1] * 1e6:0.00} | {Math.Round(Mean(errors, found) * 1e9) + 0.0:+0;-0;0} | {Deviation(errors, found) * 1e9:0} | {outside} |"));
        Assert.Equal(0, outside);
        Assert.Equal(0, results[(int)PollResult.NotSeen]);
        Assert.True(found >= (stalls > 0 ? 100 : Edges), $"only {found} found");
        Assert.Equal(stalls > 0, results[(int)PollResult.TooWide] > 0);
        Assert.InRange(Mean(errors, found), -20e-9, 20e-9);
    }

    [Theory]
    [InlineData(EdgeDirection.Rising, false)]
    [InlineData(EdgeDirection.Falling, true)]
    public void Run_LineHasChangedBefore_IsTooLate(EdgeDirection direction, bool isLowNow)
    {
        SimulatedLine line = Quiet();
        line.AddPulse(line.Nanoseconds + (isLowNow ? Second : 0), Second / 10);
        Assert.Equal(PollResult.TooLate, EdgePoll.Run(line, direction, line.Now() + Long, out _));
    }

    [Fact]
    public void Run_FallingEdge_IsFound()
    {
        SimulatedLine line = Quiet();
        long fall = line.Nanoseconds + (300 * Microsecond);
        line.AddPulse(line.Nanoseconds - Microsecond, (301 * Microsecond));
        Assert.Equal(PollResult.Found, EdgePoll.Run(line, EdgeDirection.Falling, line.Now() + Long, out EdgeBracket bracket));
        Assert.True(bracket.Earliest <= SimulatedLine.Stamp(fall) && SimulatedLine.Stamp(fall) <= bracket.Latest, $"{bracket}");
    }

    [Fact]
    public void Run_NoEdge_GivesUpInTime()
    {
        SimulatedLine line = Quiet();
        PosixTime until = line.Now() + Long;
        Assert.Equal(PollResult.NotSeen, EdgePoll.Run(line, EdgeDirection.Rising, until, out _));
        Assert.InRange((line.Now() - until).TotalSeconds, 0, 3e-6);
    }

    [Fact]
    public void Run_SpikeOfAMicrosecond_IsADisturbance()
    {
        SimulatedLine line = Quiet();
        line.AddPulse(line.Nanoseconds + (100 * Microsecond), Microsecond);
        Assert.Equal(PollResult.Bounced, EdgePoll.Run(line, EdgeDirection.Rising, line.Now() + Long, out _));
    }

    [Theory]
    [InlineData("back by a second", -Second)]
    [InlineData("ahead by a second", Second)]
    [InlineData("back by 100 us", -100 * Microsecond)]
    [InlineData("ahead by 100 us", 100 * Microsecond)]
    public void Run_ClockSteppedWithinTheBracket_IsNoStamp(string why, long step)
    {
        SimulatedLine? line = null;
        long edge = Second + (100 * Microsecond);
        line = new SimulatedLine(600, 45, () =>
        {
            line!.ClockError = line.Nanoseconds >= edge ? step : 0;
            return 0;
        });
        line.AddPulse(edge, Second / 10);
        Assert.NotEqual((why, PollResult.Found), (why, EdgePoll.Run(line, EdgeDirection.Rising, line.Now() + Long, out _)));
    }

    [Fact]
    public void Run_AnySearch_AllocatesNothing()
    {
        SimulatedLine line = Quiet();
        for (int i = 0; i < 2; i++)
        {
            line.AddPulse(line.Nanoseconds + (100 * Microsecond) + (i * Second), Second / 10);
        }

        Assert.Equal(0, Allocated.During(() =>
        {
            EdgePoll.Run(line, EdgeDirection.Rising, line.Now() + Long, out _);
            line.Nanoseconds += Second - (200 * Microsecond);
        }));
    }

    private static SimulatedLine Quiet() => new(600, 45, () => 0);

    private static double Mean(double[] values, int count)
    {
        double sum = 0;
        foreach (double value in values.AsSpan(0, count))
        {
            sum += value;
        }

        return sum / count;
    }

    private static double Deviation(double[] values, int count)
    {
        double mean = Mean(values, count);
        double sum = 0;
        foreach (double value in values.AsSpan(0, count))
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / count);
    }
}
