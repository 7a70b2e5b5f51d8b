using System;
using System.Linq;

namespace Nts.Simulation;

/// <summary>Each part of the pulse's path has the distribution that its definition gives it.</summary>
public sealed class PulsePathTests
{
    private const int Pulses = 100_000;
    private static readonly PulseModel Exact = new() { Jitter = 0 };

    [Fact]
    public void Next_ExactPath_IsNeverLate() => Assert.All(Run(Exact), pulse => Assert.Equal(default, pulse));

    [Fact]
    public void Next_LatencyAndJitter_AreMeanAndDeviation()
    {
        double[] late = Late(Exact with { Latency = 6e-6, Jitter = 1e-6 });
        Assert.Equal(6e-6, late.Average(), 0.02e-6);
        Assert.InRange(Deviation(late), 0.99e-6, 1.01e-6);
    }

    [Fact]
    public void Next_Tail_IsExponential()
    {
        double[] late = Late(Exact with { Tail = 1.72e-6 });
        Assert.InRange(late.Average(), 1.70e-6, 1.74e-6);
        Assert.InRange(Deviation(late), 1.69e-6, 1.75e-6);
        Assert.All(late, value => Assert.True(value >= 0));
        Assert.InRange(late.Count(value => value > 1.72e-6) / (double)Pulses, Math.Exp(-1) - 0.01, Math.Exp(-1) + 0.01);
    }

    [Fact]
    public void Next_Stalls_ComeAsOftenAndAreAsLongAsTold()
    {
        double[] late = [.. Late(Exact with { Stalls = 0.05, StallFrom = 20e-6, StallTo = 100e-6 }).Where(value => value > 0)];
        Assert.InRange(late.Length / (double)Pulses, 0.047, 0.053);
        Assert.InRange(late.Min(), 20e-6, 20.2e-6);
        Assert.InRange(late.Max(), 99.8e-6, 100e-6);
        Assert.Equal(60e-6, late.Average(), 1e-6);
    }

    [Fact]
    public void Next_MissingAndDoubles_ComeAsOftenAsTold()
    {
        PulseStamp[] pulses = Run(Exact with { Missing = 0.1, Doubles = 0.02 });
        Assert.InRange(pulses.Count(pulse => pulse.IsMissing) / (double)Pulses, 0.097, 0.103);
        Assert.InRange(pulses.Count(pulse => pulse.IsDouble) / (double)Pulses, 0.0185, 0.0215);
    }

    [Fact]
    public void Next_Modes_LastAsLongAsTold()
    {
        double[] late = Late(Exact with { ModeShift = 5e-6, ModeSeconds = 100 });
        Assert.All(late, value => Assert.True(value is 0 or 5e-6));
        Assert.InRange(late.Count(value => value > 0) / (double)Pulses, 0.46, 0.54);
        Assert.InRange(Pulses / (double)late.Zip(late.Skip(1)).Count(pair => pair.First != pair.Second), 92, 108);
    }

    [Fact]
    public void Next_Sawtooth_IsUniformAndMovesByItsBeat()
    {
        double[] late = Late(Exact with { Sawtooth = 21e-9, SawtoothBeat = 0.237 });
        Assert.InRange(late.Max(), 20.9e-9, 21e-9);
        Assert.InRange(late.Min(), -21e-9, -20.9e-9);
        Assert.Equal(21e-9 / Math.Sqrt(3), Deviation(late), 0.1e-9);
        Assert.All(late.Zip(late.Skip(1)), pair => Assert.Equal(0, Math.IEEERemainder((pair.Second - pair.First) - (2 * 21e-9 * 0.237), 2 * 21e-9), 1e-15));
    }

    [Fact]
    public void Next_SawtoothTold_TellsAllOfIt() =>
        Assert.All(Run(Exact with { Sawtooth = 21e-9, IsSawtoothTold = true }), pulse => Assert.Equal(pulse.Late, pulse.Told));

    [Fact]
    public void Next_SawtoothUntold_TellsNothing() =>
        Assert.All(Run(Exact with { Sawtooth = 21e-9 }), pulse => Assert.Equal(0, pulse.Told));

    private static double[] Late(PulseModel model) => [.. Run(model).Select(pulse => pulse.Late)];

    private static PulseStamp[] Run(PulseModel model)
    {
        PulsePath path = new(model, 1);
        return [.. Enumerable.Range(0, Pulses).Select(_ => path.Next())];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
