using System;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Counts seconds by the edges alone, and keeps edges out that are no seconds.</summary>
/// <remarks>
/// Works on <see cref="MonotonicTime"/> only, so a step of the disciplined clock does not touch it. A stamp that is wrong because the
/// kernel's clock was stepped while the edge was on its way falls off the grid and is dropped.
/// </remarks>
internal sealed class PulseTrain
{
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);
    private static readonly NtpDuration Bounce = NtpDuration.FromMilliseconds(50);

    /// <summary>After a longer gap the count of seconds is not trusted and starts again.</summary>
    private static readonly NtpDuration LongestGap = NtpDuration.FromSeconds(10);

    private readonly PulseShape _shape = new();
    private readonly StrayEdges _strays = new();
    private readonly long[] _verdicts = new long[Enum.GetValues<EdgeVerdict>().Length];
    private EdgeDirection _direction;
    private int _trailingRun;
    private uint? _lastSequence;
    private MonotonicTime _lastSteadyStray;

    /// <summary>Edges that another pulse train must show to be taken instead of the accepted one, which has stopped.</summary>
    public const int StrayRunToBelieve = 5;

    /// <summary>Edges that another pulse train must show beside the accepted one before nobody can tell which is the second.</summary>
    public const int StrayRunToDoubt = 3;

    private static readonly NtpDuration DoubtLasts = NtpDuration.FromSeconds(20);

    /// <summary>Accepted edges that turn out to be the ends of pulses, before the train is given up for that of their beginnings.</summary>
    private const int TrailingRunToBelieve = 3;

    private const uint LargestLoss = 100;

    /// <summary>The number of the last accepted edge; edges one second apart have successive numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Accepted edges since counting started.</summary>
    public long Run { get; private set; }

    /// <summary>When the last accepted edge was; null before the first.</summary>
    public MonotonicTime? LastAt { get; private set; }

    /// <summary>Edges that the source counted but did not deliver.</summary>
    public long Lost { get; private set; }

    /// <summary>Seconds in which no edge came between two that did.</summary>
    public long Missing { get; private set; }

    /// <summary>Two edges come in every second, both steady: nobody can tell which one is the second.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Edges that got this verdict.</summary>
    public long Verdicts(EdgeVerdict verdict) => _verdicts[(int)verdict];

    /// <summary>Judges an edge and, when it is accepted, counts the seconds up to it.</summary>
    public EdgeVerdict Add(in PulseEdge edge)
    {
        CountLost(edge.Sequence);
        long seconds = 0;
        EdgeVerdict verdict = _shape.IsEndOfPulse(edge) ? EdgeVerdict.Trailing : Judge(edge.At, out seconds);
        _verdicts[(int)verdict]++;
        switch (verdict)
        {
            case EdgeVerdict.Accepted:
                Missing += seconds - 1;
                Count += seconds;
                Run++;
                IsAmbiguous &= edge.At - _lastSteadyStray < DoubtLasts;
                Remember(edge);
                break;
            case EdgeVerdict.Restarted:
                // The old train may go on beside the new one.
                _strays.Keep(LastAt, StrayRunToBelieve);
                IsAmbiguous = false;
                Count++;
                Run = 1;
                Remember(edge);
                break;
            case EdgeVerdict.Trailing when edge.Direction == _direction && ++_trailingRun >= TrailingRunToBelieve:
                LastAt = null;
                break;
        }

        return verdict;
    }

    /// <summary>Whether an interval is that many seconds within 500 ppm: more than any crystal is off, and any interrupt late.</summary>
    internal static bool IsSeconds(NtpDuration interval, long seconds) =>
        (interval - (OneSecond * seconds)).Magnitude <= NtpDuration.FromMicroseconds(500) * seconds;

    private EdgeVerdict Judge(MonotonicTime at, out long seconds)
    {
        seconds = 0;
        if (LastAt is not MonotonicTime last)
        {
            return EdgeVerdict.Restarted;
        }

        NtpDuration interval = at - last;
        if (interval > LongestGap)
        {
            return EdgeVerdict.Restarted;
        }

        if (interval < Bounce)
        {
            return EdgeVerdict.Double;
        }

        seconds = (long)Math.Round(interval.TotalSeconds);
        if (seconds >= 1 && IsSeconds(interval, seconds))
        {
            return EdgeVerdict.Accepted;
        }

        int run = _strays.Add(at);
        if (run >= StrayRunToDoubt)
        {
            IsAmbiguous = true;
            _lastSteadyStray = at;
        }

        if (run >= StrayRunToBelieve && interval > OneSecond + Bounce)
        {
            return EdgeVerdict.Restarted;
        }

        return interval < OneSecond ? EdgeVerdict.Runt : EdgeVerdict.OffGrid;
    }

    private void Remember(in PulseEdge edge)
    {
        LastAt = edge.At;
        _direction = edge.Direction;
        _trailingRun = 0;
    }

    /// <summary>A source that was opened again counts from anywhere: only small gaps are losses.</summary>
    private void CountLost(uint sequence)
    {
        if (_lastSequence is uint last && unchecked(sequence - last - 1) is uint gap and < LargestLoss)
        {
            Lost += gap;
        }

        _lastSequence = sequence;
    }
}
