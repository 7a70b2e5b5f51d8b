using System;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>What came lately from one source of time: for people, nothing is steered by it. Not for use by two threads at once.</summary>
internal sealed class SampleTrace
{
    private const int Seconds = 8;

    /// <summary>Weight of a new sample in the mean of squares, as chronyd has it.</summary>
    private const double Weight = 0.1;

    private MonotonicTime? _lastAt;
    private uint _reach;
    private double _offset;
    private double _error;
    private double _meanSquare;
    private long _count;

    /// <summary>From the last sample but one to the last; null before the second.</summary>
    public double? Interval { get; private set; }

    /// <summary>Root mean square of the offsets; null before the first.</summary>
    public double? RootMeanSquare => _lastAt is null ? null : Math.Sqrt(_meanSquare);

    /// <summary>Takes in a sample.</summary>
    /// <param name="at">When it came.</param>
    /// <param name="offset">What it says of the clock.</param>
    /// <param name="error">How far that may be off.</param>
    /// <param name="isFirst">Whether the mean begins anew behind it, because the clock was stepped by it.</param>
    public void Add(MonotonicTime at, ClockOffset offset, NtpDuration error, bool isFirst = false)
    {
        Interval = _lastAt is { } last ? (at - last).TotalSeconds : null;
        _reach = 1 | Shifted(Math.Round(Math.Max(0, Interval ?? 0)));
        double square = offset.TotalSeconds * offset.TotalSeconds;
        _meanSquare += (_count == 0 ? 1 : Weight) * (square - _meanSquare);
        _count = isFirst ? 0 : _count + 1;
        (_lastAt, _offset, _error) = (at, offset.TotalSeconds, error.TotalSeconds);
    }

    /// <summary>Fills in what is so now.</summary>
    public void Fill(SourceStatus status, MonotonicTime now)
    {
        if (_lastAt is { } last)
        {
            double silence = Math.Max(0, (now - last).TotalSeconds);

            // A sample is due a second after the one before it, and gets half a second more.
            status.Reach = (int)Shifted(Math.Floor(Math.Max(0, silence - 0.5)));
            status.LastSeconds = silence;
            status.OffsetSeconds = _offset;
            status.ErrorSeconds = _error;
        }
    }

    private uint Shifted(double seconds) => seconds < Seconds ? _reach << (int)seconds & ((1u << Seconds) - 1) : 0;
}
