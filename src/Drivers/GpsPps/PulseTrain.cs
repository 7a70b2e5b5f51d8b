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
    private const int RememberedEdges = 4;
    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);
    private static readonly NtpDuration Bounce = NtpDuration.FromMilliseconds(50);

    /// <summary>After a longer gap the count of seconds is not trusted and starts again.</summary>
    private static readonly NtpDuration LongestGap = NtpDuration.FromSeconds(10);

    private readonly (long Count, MonotonicTime At)[] _recent = new (long, MonotonicTime)[RememberedEdges];
    private readonly long[] _verdicts = new long[Enum.GetValues<EdgeVerdict>().Length];
    private int _remembered;
    private MonotonicTime _stray;
    private int _strayRun;

    /// <summary>Edges that a second pulse train beside the accepted one must show to be believed.</summary>
    public const int StrayRunToBelieve = 5;

    /// <summary>The number of the last accepted edge; edges one second apart have successive numbers.</summary>
    public long Count => Last.Count;

    /// <summary>When the last accepted edge was; null before the first.</summary>
    public MonotonicTime? LastAt => _remembered > 0 ? Last.At : null;

    /// <summary>Seconds in which no edge came between two that did.</summary>
    public long Missing { get; private set; }

    /// <summary>Two edges come in every second, both steady: nobody can tell which one is the second.</summary>
    public bool IsAmbiguous { get; private set; }

    private (long Count, MonotonicTime At) Last => _recent[0];

    /// <summary>Edges that got this verdict.</summary>
    public long Verdicts(EdgeVerdict verdict) => _verdicts[(int)verdict];

    /// <summary>Judges an edge and, when it is accepted, counts the seconds up to it.</summary>
    public EdgeVerdict Add(in PulseEdge edge)
    {
        EdgeVerdict verdict = Judge(edge.At, out long seconds);
        _verdicts[(int)verdict]++;
        if (verdict is EdgeVerdict.Accepted)
        {
            Missing += seconds - 1;
            Remember(Count + seconds, edge.At);
            IsAmbiguous &= edge.At - _stray < OneSecond * StrayRunToBelieve;
        }
        else if (verdict is EdgeVerdict.Restarted)
        {
            _remembered = 0;
            _strayRun = 0;
            IsAmbiguous = false;
            Remember(Count + 1, edge.At);
        }

        return verdict;
    }

    /// <summary>An accepted edge from its age in edges: 0 is the last one.</summary>
    public bool TryGet(int age, out long count, out MonotonicTime at)
    {
        (count, at) = age < _remembered ? _recent[age] : default;
        return age < _remembered;
    }

    /// <summary>Whether an interval is that many seconds within 500 ppm: more than any crystal is off, and any interrupt late.</summary>
    private static bool IsSeconds(NtpDuration interval, long seconds) =>
        (interval - (OneSecond * seconds)).Magnitude <= NtpDuration.FromMicroseconds(500) * seconds;

    private EdgeVerdict Judge(MonotonicTime at, out long seconds)
    {
        seconds = 0;
        if (_remembered == 0)
        {
            return EdgeVerdict.Restarted;
        }

        NtpDuration interval = at - Last.At;
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

        _strayRun = _strayRun > 0 && IsSeconds(at - _stray, 1) ? _strayRun + 1 : 1;
        _stray = at;
        if (_strayRun >= StrayRunToBelieve)
        {
            if (interval > OneSecond + Bounce)
            {
                return EdgeVerdict.Restarted;
            }

            IsAmbiguous = true;
        }

        return interval < OneSecond ? EdgeVerdict.Runt : EdgeVerdict.OffGrid;
    }

    private void Remember(long count, MonotonicTime at)
    {
        Array.Copy(_recent, 0, _recent, 1, RememberedEdges - 1);
        _recent[0] = (count, at);
        _remembered = Math.Min(_remembered + 1, RememberedEdges);
    }
}
