using System;
using System.Threading;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Turns the kernel's stamps of packets and pulses, which come on CLOCK_REALTIME, into CLOCK_MONOTONIC_RAW.</summary>
/// <remarks>
/// Both clocks are read as a pair and the pair serves all stamps within 8 ms of it, so that a busy server reads it once in many packets.
/// A stamp is converted with an error of the pair's bracket (tens of nanoseconds) plus its distance from the pair times the relative
/// frequency of the two clocks: 50 ppm over 8 ms are 0.4 ns, over a second 50 µs. Convert stamps while they are fresh.
/// A step of CLOCK_REALTIME by less than 8 ms goes unseen for at most 16 ms. Safe from any thread, without a lock or an allocation.
/// </remarks>
public sealed class KernelTime
{
    private const int ReadingsPerPair = 3;
    private const long PairReach = 8_000_000;

    private readonly Func<long> _readRealtime;
    private readonly Func<long> _readRaw;

    // The pair: written in this order and read in the other, so that a reader sees a difference at least as new as the moment.
    private long _realtimeMinusRaw;
    private long _realtime = long.MinValue;

    /// <summary>A converter over this machine's clocks.</summary>
    public KernelTime()
        : this(KernelClock.ReadRealtime, KernelClock.ReadRaw)
    {
        LinuxPlatform.Require();
    }

    internal KernelTime(Func<long> readRealtime, Func<long> readRaw)
    {
        _readRealtime = readRealtime;
        _readRaw = readRaw;
    }

    /// <summary>What CLOCK_MONOTONIC_RAW read when CLOCK_REALTIME read <paramref name="kernelTime"/>, for a moment of the last seconds.</summary>
    public MonotonicTime ToMonotonic(PosixTime kernelTime)
    {
        long realtime = Volatile.Read(ref _realtime);
        long difference = Volatile.Read(ref _realtimeMinusRaw);
        if (!IsWithinReach(kernelTime.Nanoseconds, realtime))
        {
            difference = ReadPair();
        }

        return MonotonicTime.FromNanoseconds(kernelTime.Nanoseconds - difference);
    }

    private static bool IsWithinReach(long stamp, long realtime) => unchecked((ulong)(stamp - realtime + PairReach)) <= 2 * PairReach;

    /// <summary>Reads the two clocks bracketed (raw, realtime, raw) a few times and keeps the tightest bracket.</summary>
    private long ReadPair()
    {
        long narrowest = long.MaxValue;
        long realtime = 0;
        long difference = 0;
        long before = _readRaw();
        for (int i = 0; i < ReadingsPerPair; i++)
        {
            long reading = _readRealtime();
            long after = _readRaw();
            if (after - before < narrowest)
            {
                narrowest = after - before;
                realtime = reading;
                difference = reading - (before + (narrowest / 2));
            }

            before = after;
        }

        Volatile.Write(ref _realtimeMinusRaw, difference);
        Volatile.Write(ref _realtime, realtime);
        return difference;
    }
}
