using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>Gives the bytes of a capture times of arrival: each epoch's burst so long after the epoch, and its bytes as a baud rate brings them.</summary>
/// <remarks>
/// True time is what the undamaged capture says where the receiver vouches for it; where it does not, or goes back, a second passes from burst to
/// burst. A burst begins with the first message that tells a new time, or with the TIM-TP before it.
/// </remarks>
internal sealed class CaptureTiming : IGnssListener
{
    private static readonly int[] BaudRates = [9_600, 38_400, 115_200, 460_800];

    private readonly List<(int Start, double? Epoch)> _bursts = [(0, null)];
    private double? _last;
    private int? _pulseReport;

    private CaptureTiming()
    {
    }

    /// <summary>The bytes with their times.</summary>
    /// <param name="bytes">The capture.</param>
    /// <param name="delay">Seconds from an epoch to the first byte about it.</param>
    /// <param name="builtAt">A date near those of the capture.</param>
    public static TimedByte[] Of(byte[] bytes, double delay, PosixTime builtAt)
    {
        CaptureTiming timing = new();
        GnssDecoder decoder = new(timing, builtAt);
        for (int i = 0; i < bytes.Length; i++)
        {
            // The position stands for the time; bursts are not looked at here.
            decoder.Feed(bytes.AsSpan(i, 1), MonotonicTime.FromNanoseconds(i));
        }

        return timing.Spread(bytes, delay);
    }

    public void OnTime(in TimeReport report)
    {
        double said = Math.Round(report.Utc.Nanoseconds / 1e9, 2);
        if (said != _last)
        {
            _bursts.Add((_pulseReport ?? (int)report.MessageStart.Nanoseconds, report.Valid ? said : null));
            _last = said;
        }

        _pulseReport = null;
    }

    public void OnPulseReport(in PulseReport report) => _pulseReport ??= (int)report.MessageStart.Nanoseconds;

    public void OnLeap(in LeapReport report)
    {
    }

    public void OnFix(in FixReport report)
    {
    }

    public void OnSatellite(in SatelliteReport report, bool first)
    {
    }

    public void OnRadio(in RadioReport report)
    {
    }

    public void OnSurvey(in SurveyReport report)
    {
    }

    public void OnIdentity(ReceiverIdentity identity)
    {
    }

    public void OnCommand(in CommandReport report)
    {
    }

    private TimedByte[] Spread(byte[] bytes, double delay)
    {
        TimedByte[] timed = new TimedByte[bytes.Length];
        double epoch = (_bursts.FirstOrDefault(b => b.Epoch is not null).Epoch ?? 1_500_000_000) - _bursts.Count;
        double period = _bursts.Any(b => b.Epoch is double e && e != Math.Floor(e) && Math.Abs(e - Math.Round(e)) > 0.1) ? 0.2 : 1;
        int longest = _bursts.Zip(_bursts.Skip(1), (a, b) => b.Start - a.Start).DefaultIfEmpty(bytes.Length).Skip(1).DefaultIfEmpty(1).Max();
        double byteTime = 10.0 / BaudRates.First(rate => rate == BaudRates[^1] || longest * 10.0 / rate < 0.7 * period);
        double free = double.NegativeInfinity;
        for (int i = 0; i < _bursts.Count; i++)
        {
            epoch = _bursts[i].Epoch is double said && said > epoch ? said : epoch + period;
            int end = i + 1 < _bursts.Count ? _bursts[i + 1].Start : bytes.Length;
            for (int at = _bursts[i].Start; at < end; at++)
            {
                free = Math.Max(free, epoch + delay) + byteTime;
                timed[at] = new TimedByte(bytes[at], free);
            }
        }

        return timed;
    }
}
