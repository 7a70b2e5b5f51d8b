using System;
using System.Collections.Generic;
using System.Globalization;
using Nts.Discipline;

namespace Nts.Simulation;

/// <summary>Figures of one simulation. Errors are local minus true time in seconds.</summary>
public sealed class SimulationResult
{
    private const int MostDishonestTold = 5;

    private long _lastSecond = -1;
    private bool _isServed;
    private bool _isDishonest;
    private long _seconds;
    private long _servedSamples;
    private double _bounds;
    private double _sum;
    private double _squares;
    private long _samples;

    /// <summary>Every state entered: second, state and reason.</summary>
    public List<(long Second, LockState State, LockReason Reason)> States { get; } = [];

    /// <summary>Every stretch without pulses that began while the clock was locked, and ended before the run did, or with it.</summary>
    public List<OutageResult> Outages { get; } = [];

    /// <summary>Second of the first lock.</summary>
    public long? LockedAt { get; private set; }

    /// <summary>Seconds with leap indicator below 3.</summary>
    public long Served { get; private set; }

    /// <summary>Share of the seconds with leap indicator below 3.</summary>
    public double ServedShare => (double)Served / _seconds;

    /// <summary>Served seconds in which the true error was above the root distance.</summary>
    public long Dishonest { get; private set; }

    /// <summary>The first of them, with the error and the root distance of the moment.</summary>
    public List<(long Second, double Error, double Bound)> FirstDishonest { get; } = [];

    /// <summary>Largest share of the root distance that the true error filled.</summary>
    public double WorstShare { get; private set; }

    /// <summary>The discipline's snapshot at the end.</summary>
    public DisciplineStatus? Last { get; private set; }

    /// <summary>Mean error.</summary>
    public double Mean => _sum / _samples;

    /// <summary>Root of the mean square of the error.</summary>
    public double Rms => Math.Sqrt(_squares / _samples);

    /// <summary>The errors' sizes.</summary>
    internal SizeHistogram Sizes { get; } = new();

    /// <summary>What 99.9 % of the errors stay within, rounded up by 0.4 % at most.</summary>
    public double P999 => Math.Min(Sizes.Percentile(0.999), Max);

    /// <summary>Largest error.</summary>
    public double Max { get; private set; }

    /// <summary>Largest error in any sample that was served.</summary>
    public double MaxServed { get; private set; }

    /// <summary>Mean root distance while served.</summary>
    public double MeanBound => _bounds / _servedSamples;

    /// <summary>What a client made of the served clock; empty without one.</summary>
    public ClientResult Client { get; internal set; } = new();

    /// <summary>Steps of the clock while it was served: clients saw time jump.</summary>
    public int StepsWhileServed { get; private set; }

    /// <summary>Fastest removal of an error while the clock was served: how much faster or slower than true time it ran, s/s.</summary>
    public double FastestSlew { get; private set; }

    /// <summary>Notes how the clock is steered.</summary>
    internal void NoteSteering(SimulatedClock clock)
    {
        StepsWhileServed = clock.StepsWhileServed;
        FastestSlew = clock.IsSynchronized ? Math.Max(FastestSlew, Math.Abs(clock.CrystalError + clock.Frequency.Ratio)) : FastestSlew;
    }

    /// <summary>Notes the state after a call.</summary>
    public void Note(long second, DisciplineStatus status)
    {
        Last = status;
        if (States.Count == 0 || States[^1].State != status.State)
        {
            States.Add((second, status.State, status.Reason));
            LockedAt ??= status.State is LockState.Locked ? second : null;
        }
    }

    /// <summary>Notes the true error beside the root distance that a client would compute, once or more in each second.</summary>
    public void Sample(long second, double error, double? rootDistance, bool counts)
    {
        if (second != _lastSecond)
        {
            _lastSecond = second;
            _seconds++;
            (_isServed, _isDishonest) = (false, false);
        }

        double size = Math.Abs(error);
        if (rootDistance is double bound)
        {
            Served += _isServed ? 0 : 1;
            _isServed = true;
            if (size > bound && !_isDishonest)
            {
                _isDishonest = true;
                Dishonest++;
                if (FirstDishonest.Count < MostDishonestTold)
                {
                    FirstDishonest.Add((second, error, bound));
                }
            }

            _servedSamples++;
            _bounds += bound;
            WorstShare = Math.Max(WorstShare, size / bound);
            MaxServed = Math.Max(MaxServed, size);
        }

        if (counts)
        {
            _samples++;
            _sum += error;
            _squares += error * error;
            Sizes.Add(size);
            Max = Math.Max(Max, size);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"lock {LockedAt,4} s  rms {Rms * 1e9,8:0.0} ns  mean {Mean * 1e9,8:+0.0;-0.0} ns  max {Max * 1e9,9:0} ns  bound {MeanBound * 1e9,9:0} ns  "
        + $"worst share {WorstShare:0.00}  jitter {Last?.Jitter.TotalSeconds * 1e9:0} ns  wander {Last?.Wander.Ratio:0.0e0}  {Last?.Pulses}");
}
