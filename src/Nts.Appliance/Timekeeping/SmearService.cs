using System;
using System.Collections.Generic;
using System.Net;
using Nts.Appliance.Configuration;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The NTP service on the ports where leap seconds are smeared (RFC 8633 §3.7.1).</summary>
internal sealed class SmearService : IDisposable
{
    private readonly IClock _clock;
    private readonly NtpDuration _interval;
    private readonly EventLog _log;
    private readonly SmearedClock _smeared;
    private LeapSchedule _schedule;

    /// <summary>Binds the ports and starts answering, as unsynchronised before the first tick.</summary>
    /// <param name="options">How the other ports are served.</param>
    /// <param name="configuration">Where to listen, and how long a smear takes.</param>
    /// <param name="keys">The cookie keys.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="log">Where it says what it does.</param>
    public SmearService(NtpServerOptions options, ApplianceConfiguration configuration, KeyRing keys, IClock clock, EventLog log)
    {
        _clock = clock;
        _log = log;
        _interval = NtpDuration.FromSeconds(3600.0 * configuration.SmearHours);
        _smeared = new SmearedClock(clock);
        Ntp = NtpServer.Start(
            options with { Listen = configuration.SmearListen, WarmsUp = false }, keys, _smeared.Published, _smeared, SystemRandom.Instance);
        log.Warning($"leap smear: on {string.Join(", ", Listening)} leap seconds are spread over {configuration.SmearHours} h and never announced; only for a private network whose clients use no other servers");
    }

    /// <summary>The service, for its counters.</summary>
    public NtpServer Ntp { get; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<IPEndPoint> Listening => Ntp.Listening;

    /// <summary>Smeared time minus UTC now.</summary>
    public NtpDuration Added => _smeared.Smear.Added(_clock.Now());

    /// <summary>Publishes what holds now, once a second.</summary>
    /// <param name="schedule">What is known of leap seconds.</param>
    /// <param name="state">What the clients of the other ports are told.</param>
    public void OnTick(in LeapSchedule schedule, ClockState state)
    {
        if ((schedule.Change, schedule.At) != (_schedule.Change, _schedule.At))
        {
            _schedule = schedule;
            Use(LeapSmear.Of(schedule, _interval));
        }

        _smeared.Publish(state);
    }

    /// <inheritdoc/>
    public void Dispose() => Ntp.Dispose();

    private void Use(LeapSmear smear)
    {
        NtpDuration before = Added;
        _smeared.Smear = smear;
        NtpDuration jump = Added - before;
        if (smear != LeapSmear.None)
        {
            _log.Notice($"leap smear: from {smear.From} to {smear.Until}");
        }

        if (jump != NtpDuration.Zero)
        {
            _log.Warning($"leap smear: what is known of the leap second changes too late: smeared time jumps by {jump}");
        }
    }
}
