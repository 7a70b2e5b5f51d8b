using System;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Brings stamps of a PTP clock onto CLOCK_REALTIME by readings of both clocks, at best one after each stamp.</summary>
/// <remarks>
/// A stamp is brought over the distance to the reading by the rate between the last two readings; before there are two, or after a step of
/// either clock, by the rate 1. Pure, and not safe for use by two threads at once.
/// </remarks>
internal sealed class PtpBridge
{
    /// <summary>The two clocks differ in rate by less: beyond it, one of them was stepped.</summary>
    private const double GreatestRateError = 1e-3;

    /// <summary>What is not known of the rate: without a measurement two crystals' error, with one what the servo may change in a second.</summary>
    private const double UnmeasuredRateError = 2e-4;
    private const double MeasuredRateError = 1e-6;

    /// <summary>Readings nearer to each other do not tell the rate.</summary>
    private const long LeastInterval = 100_000_000;

    private PtpReading? _last;
    private double _rate = 1;
    private bool _isRateMeasured;

    /// <summary>Takes a reading in.</summary>
    public void Add(in PtpReading reading)
    {
        if (_last is not PtpReading last)
        {
            _last = reading;
            return;
        }

        long realtime = reading.Realtime - last.Realtime;
        long ptp = reading.Ptp - last.Ptp;
        double rate = ptp > 0 ? (double)realtime / ptp : 0;
        bool isPlausible = Math.Abs(rate - 1) <= GreatestRateError;
        if (!isPlausible)
        {
            (_rate, _isRateMeasured, _last) = (1, false, reading);
        }
        else if (ptp >= LeastInterval)
        {
            (_rate, _isRateMeasured, _last) = (rate, true, reading);
        }
    }

    /// <summary>What CLOCK_REALTIME read at a stamp.</summary>
    /// <param name="ptp">The stamp of the PTP clock, nanoseconds.</param>
    /// <param name="uncertainty">Half the reading's bracket, and what the rate may be off over the distance.</param>
    /// <exception cref="InvalidOperationException">No reading yet.</exception>
    public PosixTime ToRealtime(long ptp, out NtpDuration uncertainty)
    {
        PtpReading reading = _last ?? throw new InvalidOperationException("No reading yet.");
        long distance = ptp - reading.Ptp;
        double rateError = _isRateMeasured ? MeasuredRateError : UnmeasuredRateError;
        uncertainty = NtpDuration.FromSeconds(((reading.Bracket / 2.0) + (Math.Abs((double)distance) * rateError)) / 1e9);
        return PosixTime.FromNanoseconds(reading.Realtime + (long)Math.Round(distance * _rate));
    }
}
