using System;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web.History;

/// <summary>What the page has seen: an hour, a day and a week, in memory that never grows. Not safe for use by two threads at once.</summary>
internal sealed class StatusHistory
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The timekeeper publishes every second and a little, so now and then there is a second without a document.</summary>
    private const int BridgedSeconds = 3;

    private readonly HistoryRing[] _rings = [new(1, 3600), new(60, 1440), new(600, 1008)];
    private readonly float[] _sample = new float[Sample.Channels];
    private long _lastSecond = -1;
    private int _process;
    private double _requests;

    /// <summary>The clock's time of the latest sample, in seconds since 1970; null before the first.</summary>
    public double? Time { get; private set; }

    /// <summary>The samples of a range.</summary>
    public HistoryRing this[HistoryRange range] => _rings[(int)range];

    /// <summary>Takes a document in; one that was taken before is none.</summary>
    public void Take(StatusDocument status)
    {
        long second = status.PublishedAtMonotonicNanoseconds / NanosecondsPerSecond;
        if (second <= _lastSecond || Sample.Time(status) is not { } time)
        {
            return;
        }

        double requests = Sample.Requests(status);
        double rate = _lastSecond < 0 || status.ProcessId != _process ? double.NaN : Math.Max(requests - _requests, 0) / (second - _lastSecond);
        Sample.Take(status, rate, _sample);
        bool isBridged = _lastSecond >= 0 && second - _lastSecond <= BridgedSeconds;
        for (long each = isBridged ? _lastSecond + 1 : second; each <= second; each++)
        {
            foreach (HistoryRing ring in _rings)
            {
                ring.Add(each, _sample);
            }
        }

        (_lastSecond, _requests, _process, Time) = (second, requests, status.ProcessId, time);
    }
}
