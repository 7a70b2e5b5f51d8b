using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Polling;

/// <summary>Predicts the next edge from those before: whole seconds after the last one, with a window that widens while none is seen.</summary>
/// <remarks>Pure, and not safe for use by two threads at once.</remarks>
internal sealed class PulsePrediction
{
    /// <summary>Covers the first second's error of any crystal, 100 µs, and an early wake-up; a search costs as much of a processor a second.</summary>
    private static readonly NtpDuration NarrowestHalfWidth = NtpDuration.FromMicroseconds(500);

    /// <summary>For each further second without an edge: 200 ppm, twice what a crystal is off.</summary>
    private static readonly NtpDuration GrowthPerSecond = NtpDuration.FromMicroseconds(200);

    /// <summary>After so long without an edge the phase is lost: a window as wide would keep a processor busy.</summary>
    private const int LongestGapSeconds = 16;

    /// <summary>Edges in a row that agree with each other, but not with the prediction, make a new one.</summary>
    private const int StrayRunToBelieve = 3;

    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    private MonotonicTime? _last;
    private MonotonicTime _stray;
    private int _strayRun;

    /// <summary>The window of the first edge whose search can still begin in time; null while the phase is not known.</summary>
    public PollWindow? After(MonotonicTime now)
    {
        if (_last is not MonotonicTime last)
        {
            return null;
        }

        for (int seconds = 1; seconds <= LongestGapSeconds; seconds++)
        {
            PollWindow window = Window(last, seconds);
            if (window.Start > now)
            {
                return window;
            }
        }

        _last = null;
        return null;
    }

    /// <summary>Takes in an edge that may be the pulse or a disturbance.</summary>
    public void Add(MonotonicTime at)
    {
        if (_last is not MonotonicTime last || IsExpected(last, at))
        {
            _last = at;
            _strayRun = 0;
            return;
        }

        _strayRun = _strayRun > 0 && IsExpected(_stray, at) ? _strayRun + 1 : 1;
        _stray = at;
        if (_strayRun >= StrayRunToBelieve)
        {
            _last = at;
            _strayRun = 0;
        }
    }

    /// <summary>Starts again, as when another direction is the pulse's.</summary>
    public void Forget() => (_last, _strayRun) = (null, 0);

    private static PollWindow Window(MonotonicTime last, int seconds) =>
        new(last + (OneSecond * seconds), NarrowestHalfWidth + (GrowthPerSecond * (seconds - 1)));

    private static bool IsExpected(MonotonicTime last, MonotonicTime at)
    {
        int seconds = (int)Math.Round(Math.Min((at - last).TotalSeconds, LongestGapSeconds + 1));
        return seconds is >= 1 and <= LongestGapSeconds && Window(last, seconds).Contains(at);
    }
}
