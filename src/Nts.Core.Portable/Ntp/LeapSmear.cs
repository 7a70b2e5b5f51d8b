using System;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>A leap second that is spread evenly over the hours around it, in the way of Google's and Amazon's public servers. Immutable.</summary>
/// <remarks>
/// From half the interval before the leap second to half of it afterwards, smeared seconds are longer by one part in the interval's number of seconds
/// (or shorter), and nobody sees a leap second. Around it, smeared time is half a second away from UTC. The two sides of the leap second are told apart by
/// the reading of a clock that carries it out itself: within the second that such a clock reads twice, smeared time is not known.
/// </remarks>
public sealed class LeapSmear
{
    private readonly LeapSchedule _schedule;
    private readonly double _rate;

    private LeapSmear(in LeapSchedule schedule, PosixTime from, PosixTime until, double rate)
    {
        _schedule = schedule;
        _rate = rate;
        From = from;
        Until = until;
    }

    /// <summary>No leap second to smear.</summary>
    public static LeapSmear None { get; } = new(default, default, default, 0);

    /// <summary>The first reading in the interval.</summary>
    public PosixTime From { get; }

    /// <summary>The first reading behind the interval.</summary>
    public PosixTime Until { get; }

    /// <summary>The smear of the leap second that is known.</summary>
    /// <param name="schedule">What is known.</param>
    /// <param name="interval">How long it takes on clocks that follow it, such as 24 h.</param>
    public static LeapSmear Of(in LeapSchedule schedule, NtpDuration interval) => schedule.Change == 0
        ? None
        : new(schedule, schedule.At - interval.Half(), schedule.At + interval.Half(), schedule.Change / (interval.TotalSeconds + schedule.Change));

    /// <summary>Whether a reading lies in the interval.</summary>
    public bool IsUnderWay(PosixTime reading) => reading >= From && reading < Until;

    /// <summary>What smeared time is at a reading.</summary>
    public PosixTime Apply(PosixTime reading) =>
        IsUnderWay(reading) ? PosixTime.FromNanoseconds(reading.Nanoseconds + NanosecondsAdded(reading)) : reading;

    /// <summary>What has been added to UTC at a reading.</summary>
    public NtpDuration Added(PosixTime reading) => IsUnderWay(reading) ? NtpDuration.FromNanoseconds(NanosecondsAdded(reading)) : NtpDuration.Zero;

    /// <summary>What clients of smeared time are told: never of a leap second (RFC 8633 §3.7.1), but by the reference id that they get smeared time.</summary>
    /// <param name="state">What others are told.</param>
    /// <param name="reading">What the clock reads.</param>
    public ClockState Apply(ClockState state, PosixTime reading) => state.Leap == LeapIndicator.Unsynchronized ? state : state with
    {
        Leap = LeapIndicator.None,
        ReferenceId = IsUnderWay(reading) ? ReferenceId.FromSmear(Added(reading)) : state.ReferenceId,
        ReferenceTime = Apply(state.ReferenceTime),
        Doubt = Apply(state.Doubt),
    };

    /// <summary>The doubt's two ends lie on different sides of the leap second, so that smeared they may be half a second wider.</summary>
    private static LeapDoubt Apply(LeapDoubt doubt)
    {
        NtpDuration second = NtpDuration.FromSeconds(1);
        return !doubt.Exists ? doubt : new LeapDoubt(doubt.From - second, doubt.Until == LeapDoubt.Forever ? doubt.Until : doubt.Until + second);
    }

    private long NanosecondsAdded(PosixTime reading) => reading < _schedule.At
        ? (long)Math.Round((From.Nanoseconds - reading.Nanoseconds) * _rate)
        : (long)Math.Round((Until.Nanoseconds - reading.Nanoseconds) * _rate);
}
