using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Lives;

/// <summary>What one receiver is like and what befalls it, drawn from a seed.</summary>
internal sealed record LifePlan
{
    private const long FirstStart = 1_796_000_000;
    private const int Day = 86_400;

    public required Family Family { get; init; }

    public required CapturedEdges Capture { get; init; }

    /// <summary>It breaks an assumption of the pairing that nobody can check: its labels may be wrong.</summary>
    public required bool IsBeyondTheRules { get; init; }

    public required int Seconds { get; init; }

    /// <summary>UTC at the beginning.</summary>
    public required long Start { get; init; }

    /// <summary>The leap second: +1, 0, −1.</summary>
    public required int Leap { get; init; }

    /// <summary>Seconds from the beginning to the leap second, or to the month's first midnight where it could have been.</summary>
    public required int LeapAt { get; init; }

    public required bool IsLeapScheduled { get; init; }

    public required LeapDisplay LeapDisplay { get; init; }

    /// <summary>Seconds from an epoch until the receiver has something to say of it.</summary>
    public required double Delay { get; init; }

    public required double DelayJitter { get; init; }

    /// <summary>After the first label the delay wanders so far, slowly.</summary>
    public required double DelayWander { get; init; }

    public required int BaudRate { get; init; }

    /// <summary>Bytes about one epoch.</summary>
    public required int BurstBytes { get; init; }

    /// <summary>Seconds of messages that the receiver can keep back.</summary>
    public required double Buffer { get; init; }

    public required double PulseLength { get; init; }

    public required double MissingPulses { get; init; }

    public required double StrayEdges { get; init; }

    public required double WrongStamps { get; init; }

    public required double LostMessages { get; init; }

    /// <summary>Share of messages that were damaged and have a good checksum all the same.</summary>
    public required double ForgedMessages { get; init; }

    public required double Stalls { get; init; }

    /// <summary>Until then the receiver has no fix, and its pulse is free or absent.</summary>
    public required double FixAfter { get; init; }

    public required double? ResetAt { get; init; }

    /// <summary>Until the fix comes back after the reset.</summary>
    public required double ResetLength { get; init; }

    /// <summary>Afterwards the receiver is so many seconds wrong for a while, and vouches for it.</summary>
    public required long WrongAfterReset { get; init; }

    public required double? PulseGapAt { get; init; }

    public required double PulseGapLength { get; init; }

    /// <summary>Uncertainty of the witness; null for none.</summary>
    public required double? Witness { get; init; }

    public required double WitnessError { get; init; }

    public static LifePlan Draw(Random random)
    {
        bool Chance(double share) => random.NextDouble() < share;
        double Between(double least, double most) => least + (random.NextDouble() * (most - least));

        Family family = (Family)random.Next(6);
        bool isTiming = family is Family.TimingUtc or Family.TimingGps;
        double delay = family is Family.Mtk ? Between(0.45, 0.55) : isTiming ? Between(0.005, 0.95) : Between(0.005, 1.4);
        double jitter = Chance(0.5) ? Between(0, 0.005) : Between(0, 0.05);
        double wander = Chance(0.2) ? Between(0, 0.3) : 0;
        bool isNearMidnight = Chance(0.25);
        int seconds = random.Next(90, 240);
        int burst = random.Next(80, 1200);
        int baud = random.Next(4) switch { 0 => 115_200, 1 => 38_400, _ => 9_600 };
        double? witness = Chance(0.3) ? Between(0.001, 0.35) : null;
        bool isWitnessWrong = witness is not null && delay < 0.9 && Chance(0.1);
        CapturedEdges capture = Chance(0.8) ? CapturedEdges.Leading : (CapturedEdges)random.Next(1, 4);

        // A silent line with a longer delay than a second, or a pulse captured at its end, shows to a witness alone.
        double longest = delay + (isNearMidnight ? wander : 0);
        bool isLeapScheduled = Chance(0.6);
        bool isBeyond = (longest > 0.98 || capture is CapturedEdges.Trailing) && Chance(0.1);
        double length = capture is CapturedEdges.Trailing && !isBeyond ? Between(0.1, 0.4) : Between(1e-4, 0.4);
        bool isTrailing = capture is CapturedEdges.Trailing && !isBeyond;
        witness = isBeyond ? null : isTrailing ? Between(0.001, 0.04) : longest > 0.98 ? witness ?? Between(0.001, 0.35) : witness;

        int leap = isNearMidnight && (isLeapScheduled || longest < 0.98) ? random.Next(-1, 2) : 0;

        // Where nothing is known of leap seconds, a receiver that is wrong by one second looks as if there had been one.
        int[] wrongs = isNearMidnight && !isLeapScheduled ? [0, 18, 619_315_200] : [0, 0, 0, 1, -1, 18, 619_315_200, random.Next(-1000, 1000)];

        return new LifePlan
        {
            Family = family,
            Capture = capture,
            IsBeyondTheRules = isBeyond,
            Seconds = seconds,
            Start = isNearMidnight ? Midnight(random) - random.Next(20, seconds) : FirstStart + random.Next(10 * 365 * Day),
            Leap = leap,
            LeapAt = 0,
            IsLeapScheduled = isLeapScheduled,
            LeapDisplay = (LeapDisplay)random.Next(4),
            Delay = delay,
            DelayJitter = jitter,
            DelayWander = wander,
            BaudRate = baud,
            BurstBytes = burst,
            Buffer = Between(0.5, 3.5),
            PulseLength = length,
            MissingPulses = Chance(0.3) ? Between(0, 0.3) : 0,
            StrayEdges = Chance(0.3) ? Between(0, 0.3) : 0,
            WrongStamps = Chance(0.2) ? Between(0, 0.05) : 0,
            LostMessages = Chance(0.4) ? Between(0, 0.4) : 0,
            ForgedMessages = Chance(0.4) ? Between(0, 0.03) : 0,
            Stalls = Chance(0.3) ? Between(0, 0.03) : 0,
            FixAfter = Chance(0.4) ? Between(0, 40) : 0,
            ResetAt = Chance(0.2) ? Between(30, seconds) : null,
            ResetLength = Between(1, 40),
            WrongAfterReset = wrongs[random.Next(wrongs.Length)],
            PulseGapAt = Chance(0.2) ? Between(20, seconds) : null,
            PulseGapLength = Between(1, 40),
            Witness = witness,
            WitnessError = isWitnessWrong ? random.Next(1, 100) * (Chance(0.5) ? 1 : -1) : (witness ?? 0) * Between(-0.95, 0.95),
        }.WithLeapAt();
    }

    private static long Midnight(Random random)
    {
        DateTime month = DateTime.UnixEpoch.AddSeconds(FirstStart).AddMonths(random.Next(1, 120));
        return (long)(new DateTime(month.Year, month.Month, 1) - DateTime.UnixEpoch).TotalSeconds;
    }

    private LifePlan WithLeapAt()
    {
        DateTime end = DateTime.UnixEpoch.AddSeconds(Start + Seconds);
        long midnight = (long)(new DateTime(end.Year, end.Month, 1) - DateTime.UnixEpoch).TotalSeconds;
        return midnight > Start ? this with { LeapAt = (int)(midnight - Start) } : this with { LeapAt = int.MaxValue, Leap = 0 };
    }

    /// <summary>What the gate knows of leap seconds.</summary>
    public LeapSchedule Schedule => !IsLeapScheduled ? default
        : Leap != 0 ? new LeapSchedule(Leap, PosixTime.FromSeconds(Start + LeapAt), PosixTime.FromSeconds(Start + (400 * Day)))
        : new LeapSchedule(0, default, PosixTime.FromSeconds(Start + (400 * Day)));
}
