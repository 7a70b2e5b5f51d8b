using System.Linq;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Alarms;

/// <summary>Remembers what was told of one alarm, and says when there is something new to tell.</summary>
/// <remarks>
/// Worse is told after seconds, better after a pause that doubles with every relapse within an hour, from 10 seconds up to an hour: whatever
/// flickers, and whoever makes it, there are at most some fifty events a day.
/// </remarks>
internal sealed class AlarmState(Alarm alarm)
{
    private static readonly NtpDuration ShortestPause = NtpDuration.FromSeconds(10);
    private static readonly NtpDuration LongestPause = NtpDuration.FromSeconds(3600);

    private NtpDuration _pause = ShortestPause;
    private MonotonicTime? _betterAt;
    private (MonotonicTime At, bool IsWorse)? _changed;
    private bool _wasWell;

    /// <summary>The alarm.</summary>
    public Alarm Alarm => alarm;

    /// <summary>The level that was told last; 0 for well.</summary>
    public int Level { get; private set; }

    /// <summary>Looks at the state of one moment.</summary>
    /// <returns>What is to be told now; null for nothing.</returns>
    public AlarmEvent? Look(StatusView view, MonotonicTime now)
    {
        if (alarm.Look(view) is not { } standing)
        {
            return null;
        }

        _wasWell |= standing.Level == 0;
        if (standing.Level == Level)
        {
            _changed = null;
            return null;
        }

        bool isWorse = standing.Level > Level;
        if (_changed?.IsWorse != isWorse)
        {
            _changed = (now, isWorse);
        }

        NtpDuration wait = !isWorse ? _pause : !_wasWell && alarm.FirstRaisedAfter is { } first ? first : alarm.RaisedAfter;
        return now - _changed!.Value.At >= wait ? Tell(standing, now, isWorse, view) : null;
    }

    private AlarmEvent Tell(Standing standing, MonotonicTime now, bool isWorse, StatusView view)
    {
        if (!isWorse)
        {
            _betterAt = now;
        }
        else if (_betterAt is { } better)
        {
            NtpDuration doubled = _pause + _pause;
            _pause = now - better > LongestPause ? ShortestPause : doubled < LongestPause ? doubled : LongestPause;
        }

        (string name, Severity severity) = standing.Level > 0
            ? (alarm.Levels[standing.Level - 1].Begins, alarm.Levels[standing.Level - 1].Severity)
            : (alarm.Levels[Level - 1].Ends, Severity.Info);
        Level = standing.Level;
        _changed = null;
        return new(alarm.Name, name, severity, view is { Problem: null, Status: { } status } ? status.Clock.State : "unknown", OneLine(standing.Text));
    }

    /// <summary>What a receiver or a file says must not look like another line of the log.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
