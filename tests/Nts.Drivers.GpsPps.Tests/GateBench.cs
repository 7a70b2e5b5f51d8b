using Nts.Gnss;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>A gate in virtual time: each second it gets what a receiver says of it, and what this machine's clock read at its pulse.</summary>
internal sealed class GateBench(PosixTime start, PairingOptions? options = null)
{
    public static readonly PosixTime Autumn = PairingBench.Utc(2026, 11, 22, 4, 0, 0);

    private int _second;

    public GateBench()
        : this(Autumn)
    {
    }

    public TimeGate Gate { get; } = new(options ?? new PairingOptions());

    /// <summary>This machine's clock is ahead of the truth by so much; null for a clock that nobody has set.</summary>
    public double? ClockAhead { get; set; } = 0;

    /// <summary>The receiver is ahead of the truth by so many seconds.</summary>
    public long ReceiverAhead { get; set; }

    /// <summary>The true time of the next second.</summary>
    public PosixTime Now => start + NtpDuration.FromSeconds(_second);

    /// <summary>Lets seconds pass in which the receiver says RMC alone. Returns the last decision.</summary>
    public TimeRefusal Nmea(int seconds = 1, bool valid = true) => Say(MessageKind.Rmc, seconds, valid);

    /// <summary>Lets seconds pass in which the receiver says NAV-TIMEUTC alone. Returns the last decision.</summary>
    public TimeRefusal Ubx(int seconds = 1, bool utcKnown = true) => Say(MessageKind.NavTimeUtc, seconds, utcKnown, utcKnown);

    /// <summary>Lets seconds pass in which one kind of message comes. Returns the last decision.</summary>
    public TimeRefusal Say(MessageKind kind, int seconds = 1, bool valid = true, bool? utcKnown = null)
    {
        for (; seconds > 0; seconds--, _second++)
        {
            Add(kind, valid, utcKnown);
        }

        return Gate.Refusal;
    }

    /// <summary>One message about the next second, which does not pass yet. Returns the report as the gate left it.</summary>
    public TimeReport Add(MessageKind kind, bool valid = true, bool? utcKnown = null, NtpDuration stated = default, int? leapSeconds = null)
    {
        MonotonicTime at = PairingBench.At(_second + 0.1);
        PosixTime utc = Now + NtpDuration.FromSeconds(ReceiverAhead) + stated;
        TimeReport report = new(kind, utc, valid, utcKnown, null, false, at, at) { LeapSeconds = leapSeconds };
        PosixTime local = ClockAhead is double ahead ? Now + NtpDuration.FromSeconds(ahead) : PosixTime.FromSeconds(_second);
        Gate.Judge(ref report, new LocalReading(local, NtpDuration.Zero));
        return report;
    }

    public void Pass() => _second++;
}
