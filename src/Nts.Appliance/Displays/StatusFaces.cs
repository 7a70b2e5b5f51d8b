using System;
using System.Globalization;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Appliance.Displays;

/// <summary>Faces of what a timekeeper publishes.</summary>
/// <param name="look">Looks at what it published last.</param>
/// <param name="zone">The zone whose time is shown.</param>
internal sealed class StatusFaces(Func<StatusView> look, TimeZoneInfo zone) : IFaceSource
{
    private StatusView _view = new(default, null, "");
    private StatusDocument? _status;
    private LeapPlan _leap;

    /// <summary>The software clock's time minus the monotonic clock's; null where the machine's clock is the one.</summary>
    private long? _softwareClock;

    /// <inheritdoc/>
    public LeapPlan Leap => _leap;

    /// <inheritdoc/>
    public void Refresh()
    {
        _view = look();
        _status = _view.Problem is null ? _view.Status : null;
        _leap = _status?.Leap is { NextChange: not 0, NextAt: { } at } leap && Parse(at) is { } moment ? new(leap.NextChange, moment.WholeSeconds) : default;
        _softwareClock = _status is { Clock.SteersSystemClock: false } status && Parse(status.Time) is { } time
            ? time.Nanoseconds - status.PublishedAtMonotonicNanoseconds
            : null;
    }

    /// <inheritdoc/>
    public PosixTime Now() => _softwareClock is { } difference
        ? PosixTime.FromNanoseconds(MonotonicClock.Now().Nanoseconds + difference)
        : SystemClock.Read();

    /// <inheritdoc/>
    public Face For(ClockSecond second)
    {
        DateTime utc = DateTime.UnixEpoch.AddSeconds(second.Count);
        DateTime time = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return new()
        {
            Time = time,
            IsLeapSecond = second.IsLeap,
            State = StateOf(_status),
            IsSimulated = _status is { Receiver.Simulated: true },
            Lines = FaceLines.Of(_view, StateOf(_status), time, Zone(zone.GetUtcOffset(utc)), second.Count),
        };
    }

    private static FaceState StateOf(StatusDocument? status) => status switch
    {
        null => FaceState.Absent,
        { IsSynchronized: false } => FaceState.NotSynchronized,
        { Clock.State: "locked" } => FaceState.Locked,
        _ => FaceState.Holdover,
    };

    private string Zone(TimeSpan offset) => zone == TimeZoneInfo.Utc
        ? "UTC"
        : string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");

    private static PosixTime? Parse(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? PosixTime.FromNanoseconds((moment.UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick)
            : null;
}
