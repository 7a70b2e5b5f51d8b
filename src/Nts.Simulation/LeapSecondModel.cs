using System;
using Nts.Time;

namespace Nts.Simulation;

/// <summary>A leap second, and when it becomes known. All times in seconds since the start; −1 is never.</summary>
public sealed record LeapSecondModel
{
    /// <summary>Until when no other leap second is to come.</summary>
    private static readonly NtpDuration NoOther = NtpDuration.FromSeconds(10L * 365 * 86_400);

    /// <summary>+1: a second is inserted. −1: one is left out. 0: neither.</summary>
    public int Change { get; init; }

    /// <summary>The month of 2027 that begins just after the event.</summary>
    public int Month { get; init; } = 1;

    /// <summary>When the inserted second begins, or the one that is left out would have begun.</summary>
    public long At { get; init; } = 8_761_600;

    /// <summary>From here on it is known; before, nobody can tell whether there will be one.</summary>
    public long AnnouncedAt { get; init; }

    /// <summary>From here on receiver and table contradict each other, so that it is not known any longer.</summary>
    public long DeniedAt { get; init; } = -1;

    /// <summary>
    /// So many seconds after a leap second of which nothing is known pulses have no label: the pairing waits for receivers that notice late, and then
    /// learns anew.
    /// </summary>
    public long Unlabelled { get; init; } = 22;

    /// <summary>The time at the start.</summary>
    internal PosixTime Start => PosixTime.FromSeconds(FirstAfter - At);

    /// <summary>The leap second as a clock carries it out that is right.</summary>
    internal LeapStep Step => new(Change, PosixTime.FromSeconds(FirstAfter));

    private PosixTime Midnight => PosixTime.FromSeconds((long)(new DateTime(2027, Month, 1) - DateTime.UnixEpoch).TotalSeconds);

    private long FirstAfter => Midnight.WholeSeconds - (Change < 0 ? 1 : 0);

    /// <summary>What is known at a second.</summary>
    internal LeapSchedule KnownAt(long second) =>
        !IsKnownAt(second) ? new LeapSchedule(0, default, Midnight) { IsDisputed = DeniedAt >= 0 && second >= DeniedAt }
        : Change == 0 ? new LeapSchedule(0, default, Midnight + NoOther)
        : new LeapSchedule(Change, Midnight, Midnight + NoOther);

    /// <summary>Whether the pulse of a second can have a label: not that of the leap second itself, nor near one of which nothing is known.</summary>
    internal bool IsLabelled(long second) =>
        (second != At || Change == 0) && (IsKnownAt(second) || second < At - 1 || second > At + Unlabelled);

    private bool IsKnownAt(long second) => AnnouncedAt >= 0 && second >= AnnouncedAt && (DeniedAt < 0 || second < DeniedAt);
}
