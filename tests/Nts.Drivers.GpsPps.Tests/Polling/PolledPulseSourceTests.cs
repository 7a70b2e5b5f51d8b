using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.TestKit;
using Nts.Time;
using Xunit.Abstractions;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>The whole polled source in simulated time: pulses, interrupts that are late, a bus that polling keeps awake, stalls.</summary>
public sealed class PolledPulseSourceTests(ITestOutputHelper output)
{
    private const long Second = 1_000_000_000;
    private const long Microsecond = 1_000;
    private const long PulseWidth = Second / 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Wait_LateInterruptsBeside_GivesEachPulseOnceAndNearlyExact()
    {
        Seeded random = Seeded.Fixed(21);
        Bench bench = new(random, Stalls(random, 2e-4, 10));
        List<double> lateness = [];
        Func<long> late = () => 11_500 + (long)(-Math.Log(1 - random.NextDouble()) * 1_000);
        for (int i = 0; i < 1500; i++)
        {
            bench.AddPulse(late());
        }

        List<PulseEdge> edges = bench.Run();
        Assert.Equal(1500, edges.Count);
        foreach ((PulseEdge edge, long truth) in edges.Zip(bench.Edges))
        {
            Assert.Equal(SimulatedLine.Stamp(edge.At.Nanoseconds), edge.LocalTime);
            lateness.Add((edge.At.Nanoseconds - truth) * 1e-9);
        }

        double[] settled = [.. lateness.Skip(100)];
        PulseSourceHealth health = bench.Source.Health;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"polled {health.PolledEdges}, held up {health.HeldUpPolls}, empty {health.EmptyPolls}, bracket {health.TypicalBracket!.Value.TotalSeconds * 1e6:0.00} us, bias {health.InterruptBias!.Value.Lateness.TotalSeconds * 1e6:0.00} +- {health.InterruptBias.Value.Uncertainty.TotalSeconds * 1e6:0.00} us (true 12.50), stamps {settled.Average() * 1e9:+0;-0} ns on average, {Rms(settled) * 1e9:0} ns RMS"));
        Assert.InRange(health.InterruptBias.Value.Lateness.TotalSeconds, 12.0e-6, 13.0e-6);
        Assert.InRange(settled.Average(), -0.2e-6, 0.2e-6);
        Assert.InRange(Rms(settled), 0, 0.6e-6);
        Assert.True(health.PolledEdges > 1250, $"{health}");
    }

    [Fact]
    public void Wait_PolledEdges_LieWithinTheirUncertainty()
    {
        Seeded random = Seeded.Fixed(22);
        Bench bench = new(random, Stalls(random, 2e-3, 20));
        for (int i = 0; i < 1500; i++)
        {
            bench.AddPulse(12_000);
        }

        List<PulseEdge> edges = bench.Run();
        int polled = 0;
        foreach ((PulseEdge edge, long truth) in edges.Zip(bench.Edges))
        {
            if (edge.Uncertainty > NtpDuration.Zero)
            {
                polled++;
                Assert.True(Math.Abs(edge.At.Nanoseconds - truth) <= edge.Uncertainty.TotalNanoseconds, $"{random}: {edge} for {truth}");
            }
        }

        Assert.Equal(bench.Source.Health.PolledEdges, polled);
        Assert.True(bench.Source.Health.HeldUpPolls > 0, "no stall was ever in the way: the test proves nothing");
    }

    [Fact]
    public void Wait_BusThatPollingWakes_MeasuresTheBiasOfPulsesLeftAlone()
    {
        // A Pi 5: an interrupt is 12 us late, but 7 us after the bus was kept awake by polling.
        Bench bench = new(Seeded.Fixed(23), () => 0) { InterruptLateness = wasPolled => wasPolled ? 7_000 : 12_000 };
        List<PulseEdge> edges = bench.RunReactive(600);
        Assert.Equal(12e-6, bench.Source.Health.InterruptBias!.Value.Lateness.TotalSeconds, tolerance: 0.3e-6);
        foreach ((PulseEdge edge, long truth) in edges.Zip(bench.Edges).Skip(60))
        {
            Assert.InRange(edge.At.Nanoseconds - truth, -1_000, 1_000);
        }
    }

    [Theory]
    [InlineData(12.0, 0)]
    [InlineData(0.0, 12_000)]
    [InlineData(-3.0, 15_000)]
    public void Wait_BiasGiven_IsTakenOffInterruptsAndNotMeasured(double microseconds, long left)
    {
        StampBias bias = new(NtpDuration.FromSeconds(microseconds * 1e-6), NtpDuration.Zero);

        // The register is stuck low: every pulse falls back to its interrupt.
        Bench bench = new(Seeded.Fixed(24), () => 0, bias) { IsRegisterStuck = true };
        for (int i = 0; i < 30; i++)
        {
            bench.AddPulse(12_000);
        }

        List<PulseEdge> edges = bench.Run();
        Assert.Equal(30, edges.Count);
        foreach ((PulseEdge edge, long truth) in edges.Zip(bench.Edges))
        {
            Assert.InRange(edge.At.Nanoseconds - truth, left - 1, left + 1);
        }

        Assert.Equal(bias, bench.Source.Health.InterruptBias);
        Assert.True(bench.Source.Health.EmptyPolls >= 25, $"{bench.Source.Health}");
    }

    [Fact]
    public void Wait_InterruptsMissing_StillGivesThePolledPulses()
    {
        Bench bench = new(Seeded.Fixed(25), () => 0);
        for (int i = 0; i < 50; i++)
        {
            bench.AddPulse(i < 5 ? 12_000 : null);
        }

        Assert.Equal(50, bench.Run().Count);
    }

    [Fact]
    public void Wait_InterruptHandedOverMuchTooLate_DoesNotDoubleThePulse()
    {
        Bench bench = new(Seeded.Fixed(26), () => 0);
        for (int i = 0; i < 50; i++)
        {
            bench.AddPulse(12_000, handOver: i == 20 ? 200_000_000 : 0);
        }

        Assert.Equal(50, bench.Run().Count);
    }

    [Fact]
    public void Wait_BothEdgesOfAnInvertedPulse_PollsTheLeadingOne()
    {
        // High for 900 ms: the pulse is the 100 ms for which the line is low, and begins as it falls.
        Bench bench = new(Seeded.Fixed(27), () => 0) { IsInverted = true };
        for (int i = 0; i < 60; i++)
        {
            bench.AddPulse(12_000);
        }

        List<PulseEdge> edges = bench.Run();
        PulseEdge[] late = [.. edges.TakeLast(40)];
        Assert.Contains(late, edge => edge is { Direction: EdgeDirection.Falling } && edge.Uncertainty > NtpDuration.Zero);
        Assert.DoesNotContain(late, edge => edge is { Direction: EdgeDirection.Rising } && edge.Uncertainty > NtpDuration.Zero);
    }

    [Fact]
    public void Wait_Alone_FindsThePhaseAndGivesEveryPulse()
    {
        Seeded random = Seeded.Fixed(28);
        Bench bench = new(random, () => 0, hasInterrupt: false);
        for (int i = 0; i < 100; i++)
        {
            bench.AddPulse(null);
        }

        List<PulseEdge> edges = bench.Run();

        // The first pulse only tells the phase.
        Assert.Equal(99, edges.Count);
        foreach ((PulseEdge edge, long truth) in edges.Zip(bench.Edges.Skip(1)))
        {
            Assert.InRange(edge.At.Nanoseconds - truth, -1_000, 1_000);
        }

        Assert.Equal(Enumerable.Range(1, 99).Select(i => (uint)i), edges.Select(edge => edge.Sequence));
        Assert.Equal(PulseMethod.Polled, bench.Source.Health.Method);
    }

    [Fact]
    public void Wait_AloneAfterALongOutage_FindsThePhaseAgain()
    {
        Bench bench = new(Seeded.Fixed(29), () => 0, hasInterrupt: false);
        for (int i = 0; i < 60; i++)
        {
            if (i == 20)
            {
                bench.Pause(25.37);
            }

            bench.AddPulse(null);
        }

        Assert.Equal(58, bench.Run().Count);
    }

    [Fact]
    public void Wait_DeviceGone_SaysSo()
    {
        Bench bench = new(Seeded.Fixed(30), () => 0);
        bench.Interrupt.IsGone = true;
        Assert.Equal(EdgeStatus.Gone, bench.Source.Wait(Timeout, out _));
    }

    [Fact]
    public void Wait_SteadyState_AllocatesNothing()
    {
        Bench bench = new(Seeded.Fixed(31), () => 0);
        for (int i = 0; i < 300; i++)
        {
            bench.AddPulse(12_000);
        }

        bench.Take(100);
        Assert.Equal(0, Allocated.During(() => bench.Take(50)));
    }

    [Fact]
    public void Prepare_FirstWait_RunsOnceAndItsComplaintIsShown()
    {
        int calls = 0;
        Bench bench = new(Seeded.Fixed(32), () => 0);
        bench.Source.Prepare = () =>
        {
            calls++;
            return "no priority";
        };
        bench.Source.Wait(Timeout, out _);
        bench.Source.Wait(Timeout, out _);
        Assert.Equal((1, "no priority"), (calls, bench.Source.Health.Note));
    }

    private static Func<long> Stalls(Seeded random, double probability, double mean) =>
        () => random.NextDouble() < probability ? (long)(-Math.Log(1 - random.NextDouble()) * mean * Microsecond) : 0;

    private static double Rms(double[] values) => Math.Sqrt(values.Average(value => value * value));

    /// <summary>A line, its interrupts and the source over both.</summary>
    private sealed class Bench
    {
        private readonly Seeded _random;
        private readonly SimulatedLine _line;
        private readonly StuckProbe _stuck;
        private long _next;

        public Bench(Seeded random, Func<long> stall, StampBias? bias = null, bool hasInterrupt = true)
        {
            _random = random;
            _line = new SimulatedLine(600, 45, stall) { WakeUpLateness = () => random.NextInt64(3_000, 60_000) };
            Interrupt = new SimulatedInterrupt(_line);
            _stuck = new StuckProbe(_line);
            Source = new PolledPulseSource(_stuck, hasInterrupt ? Interrupt : null, EdgeDirection.Rising, new InterruptBias(bias), _line, _line);
            _next = _line.Nanoseconds + (Second / 2);
        }

        public PolledPulseSource Source { get; }

        public SimulatedInterrupt Interrupt { get; }

        /// <summary>The true edges that mark seconds.</summary>
        public List<long> Edges { get; } = [];

        public bool IsRegisterStuck { init => _stuck.IsStuck = value; }

        public bool IsInverted { get; init; }

        public Func<bool, long> InterruptLateness { get; init; } = _ => 0;

        public void Pause(double seconds) => _next += (long)(seconds * Second);

        /// <summary>Adds the next pulse, by a crystal that is 20 ppm off, and its interrupt.</summary>
        public void AddPulse(long? lateness, long handOver = 0)
        {
            long edge = _next;
            _next += Second + 20_000;
            Edges.Add(edge);
            if (IsInverted)
            {
                _line.AddPulse(edge + PulseWidth, Second + 20_000 - PulseWidth);
            }
            else
            {
                _line.AddPulse(edge, PulseWidth);
            }

            if (lateness is long late)
            {
                Interrupt.Add(edge + late, IsInverted ? EdgeDirection.Falling : EdgeDirection.Rising, handOver);
                if (IsInverted)
                {
                    Interrupt.Add(edge + PulseWidth + late, EdgeDirection.Rising);
                }
            }
        }

        /// <summary>Runs until the last pulse is a second old.</summary>
        public List<PulseEdge> Run()
        {
            List<PulseEdge> edges = [];
            while (_line.Nanoseconds < _next)
            {
                if (Source.Wait(Timeout, out PulseEdge edge) is EdgeStatus.Edge)
                {
                    edges.Add(edge);
                }
            }

            return edges;
        }

        /// <summary>Runs with interrupts whose lateness depends on whether the register was read in the window before.</summary>
        public List<PulseEdge> RunReactive(int pulses)
        {
            for (int i = 0; i < pulses; i++)
            {
                AddPulse(null);
            }

            foreach (long edge in Edges)
            {
                Interrupt.AddLazily(edge, () => edge + InterruptLateness(_stuck.LastRead > edge - (Second / 100)));
            }

            return Run();
        }

        public void Take(int edges)
        {
            while (edges > 0)
            {
                edges -= Source.Wait(Timeout, out _) is EdgeStatus.Edge ? 1 : 0;
            }
        }

        public override string ToString() => _random.ToString();
    }

    /// <summary>A register that may be stuck low, and remembers when it was read.</summary>
    private sealed class StuckProbe(SimulatedLine line) : ILineProbe
    {
        public bool IsStuck { get; set; }

        public long LastRead { get; private set; }

        public bool IsHigh
        {
            get
            {
                LastRead = line.Nanoseconds;
                return line.IsHigh && !IsStuck;
            }
        }

        public PosixTime Now() => line.Now();
    }
}
