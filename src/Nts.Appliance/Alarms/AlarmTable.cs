using System;
using System.Collections.Generic;
using System.Globalization;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Alarms;

/// <summary>The one list of what is notable: everything that an owner is told of without asking.</summary>
/// <remarks>It looks at the published state alone, and is pure. What a stranger's packets can bring about is not here: that is a counter.</remarks>
internal static class AlarmTable
{
    /// <summary>Certificates are renewed 30 days before their end, by this program as by ACME clients, or with a third of a short life to go; a little later they are late.</summary>
    private const int CertificateLateDays = 29;
    private const double CertificateLateShare = 0.3;

    /// <summary>The last chance.</summary>
    private const int CertificateLastDays = 7;
    private const double CertificateLastShare = 0.1;

    /// <summary>The IERS decides half a year ahead, so a table that ends so soon was missed by an update.</summary>
    private const int LeapTableDays = 60;

    /// <summary>All alarms, in the order in which they are looked at.</summary>
    public static IReadOnlyList<Alarm> All { get; } =
    [
        new("timekeeper", [new("timekeeper-gone", "timekeeper-back", Severity.Critical, "nobody has published the clock's state for 15 seconds")], Timekeeper)
        {
            // A restart is no alarm.
            RaisedAfter = NtpDuration.FromSeconds(15),
        },
        new(
            "clock",
            [
                new("holdover-begun", "holdover-ended", Severity.Warning, "no usable pulses; still served, by what was learnt"),
                new("lock-lost", "lock-regained", Severity.Critical, "clients are told that the clock is not synchronised; after a start only when it lasts 15 minutes"),
            ],
            Of(Clock))
        {
            FirstRaisedAfter = NtpDuration.FromSeconds(900),
        },
        new(
            "antenna",
            [
                new("antenna-open", "antenna-ok", Severity.Warning, "the receiver measures that no antenna is connected"),
                new("antenna-short", "antenna-ok", Severity.Warning, "the receiver measures a short circuit at its antenna"),
            ],
            Of(Antenna)),
        new(
            "jamming",
            [
                new("jamming", "jamming-ended", Severity.Warning, "the receiver reports interference; the fix is good"),
                new("jamming-critical", "jamming-ended", Severity.Critical, "the receiver reports interference so strong that there is no fix"),
            ],
            Of(Jamming)),
        new(
            "spoofing",
            [
                new("spoofing-indicated", "spoofing-ended", Severity.Warning, "the receiver sees a sign of counterfeit signals"),
                new("spoofing-affirmed", "spoofing-ended", Severity.Critical, "the receiver sees several signs of counterfeit signals"),
            ],
            Of(Spoofing)),
        new(
            "certificate",
            [
                new("certificate-ending", "certificate-renewed", Severity.Warning, $"it ends in less than {CertificateLateDays} days, or three tenths of its life: it should have been renewed"),
                new("certificate-ending-soon", "certificate-renewed", Severity.Critical, $"it ends in less than {CertificateLastDays} days, or a tenth of its life"),
                new("certificate-ended", "certificate-renewed", Severity.Critical, "it has ended: clients refuse it"),
            ],
            Of(Certificate)),
        new(
            "key-establishment",
            [
                new("certificate-to-mend", "certificate-mended", Severity.Warning, "clients may refuse the certificate in service, or strangers read its key: the text says what to mend"),
                new("certificate-refused", "certificate-accepted", Severity.Warning, "the files of certificate and key cannot be used; those read before stay in service"),
                new("key-establishment-down", "key-establishment-up", Severity.Critical, "no keys are established: no usable certificate, or a port that another program has"),
            ],
            Of(KeyEstablishment))
        {
            // It tries again every half minute by itself.
            RaisedAfter = NtpDuration.FromSeconds(60),
        },
        new("cookie-keys", [new("cookie-keys-in-trouble", "cookie-keys-well", Severity.Warning, "they cannot be stored, or the file that another server writes cannot be followed")], Of(CookieKeys)),
        new(
            "leap-table",
            [
                new("leap-table-ending", "leap-table-renewed", Severity.Warning, $"the leap-second table ends in less than {LeapTableDays} days"),
                new("leap-table-expired", "leap-table-renewed", Severity.Warning, "it has expired: a leap second is only known if the receiver announces it"),
            ],
            Of(LeapTable)),
        new("leap-conflict", [new("leap-conflict", "leap-agreed", Severity.Warning, "receiver and leap-second table contradict each other")], Of(LeapConflict)),
        new("others", [new("clock-contested", "clock-left-alone", Severity.Warning, "another program steers the clock, or has changed it in the last half hour")], Of(Others)),
    ];

    private static Func<StatusView, Standing?> Of(Func<StatusDocument, Standing?> look) => view => view is { Problem: null, Status: { } status } ? look(status) : null;

    private static Standing? Timekeeper(StatusView view) => view.Problem is { } problem ? new(1, problem) : new(0, $"the timekeeper publishes its state: {StatusText.Headline(view.Status!)}");

    private static Standing? Clock(StatusDocument status)
    {
        int level = !status.IsSynchronized ? 2 : status.Clock.State == "locked" ? 0 : 1;
        string cause = status.Leap.Problem is { } problem && level == 2 && status.WhyNotLocked is null ? $"not served as synchronised: {problem}" : StatusText.Headline(status);
        string advice = status.NextStep is { } step ? $" (next: {step})" : "";
        return new(level, cause + advice);
    }

    private static Standing? Antenna(StatusDocument status) => Radio(status, status.Receiver.Antenna, "antenna", ["open", "short"]);

    private static Standing? Jamming(StatusDocument status) => Radio(status, status.Receiver.Jamming, "interference", ["warning", "critical"]);

    private static Standing? Spoofing(StatusDocument status) => Radio(status, status.Receiver.Spoofing, "counterfeit signals", ["indicated", "affirmed"]);

    /// <summary>A receiver that falls silent says no more of its antenna, which is no good news; one that gives the time without a word of it is.</summary>
    private static Standing? Radio(StatusDocument status, string? told, string what, string[] bad) =>
        told is null && status.Clock.State != "locked" ? null : new(Array.IndexOf(bad, told) + 1, $"{what}: {told ?? "unknown"}, by {status.Receiver.Identity ?? "the receiver"}");

    private static Standing? Certificate(StatusDocument status)
    {
        if (DaysUntil(status, status.Certificate?.NotAfter) is not { } days)
        {
            return null;
        }

        double life = TryParse(status.Certificate!.NotBefore, out DateTimeOffset from) && TryParse(status.Certificate.NotAfter, out DateTimeOffset end) ? (end - from).TotalDays : double.MaxValue;
        int level = days < 0 ? 3
            : days < Math.Min(CertificateLastDays, CertificateLastShare * life) ? 2
            : days < Math.Min(CertificateLateDays, CertificateLateShare * life) ? 1
            : 0;
        return new(level, $"the certificate of key establishment is {status.Certificate.Summary}");
    }

    private static Standing? KeyEstablishment(StatusDocument status) =>
        status.Certificate is not { } certificate ? new(3, $"key establishment: {status.KeyEstablishmentState}")
        : certificate.Problem is { } problem ? new(2, $"the certificate's files cannot be used: {problem}")
        : certificate.Advice is { } advice ? new(1, $"the certificate in service: {advice}")
        : new(0, $"key establishment: {status.KeyEstablishmentState}");

    private static Standing? CookieKeys(StatusDocument status) => status.Keys.Problem is { } problem ? new(1, $"cookie keys: {problem}") : new(0, $"cookie keys: all is well with {status.Keys.File}");

    private static Standing? LeapTable(StatusDocument status)
    {
        if (DaysUntil(status, status.Leap.TableExpires) is not { } days)
        {
            return null;
        }

        string advice = days < LeapTableDays ? "; bring the package tzdata up to date, or set [receiver] leap-seconds to a newer leap-seconds.list" : "";
        return new(days < 0 ? 2 : days < LeapTableDays ? 1 : 0, $"leap-second table ({status.Leap.TableSource}): known until {status.Leap.TableExpires[..10]}{advice}");
    }

    private static Standing? LeapConflict(StatusDocument status) => status.Leap.Problem is { } problem ? new(1, problem) : new(0, "receiver and leap-second table agree");

    private static Standing? Others(StatusDocument status) =>
        !status.Clock.SteersSystemClock ? null : status.Clock.Others is { } others ? new(1, others) : new(0, "nobody else steers the clock");

    /// <summary>By the clock that is served, because the machine's may be another one; unknown while that is not synchronised.</summary>
    private static double? DaysUntil(StatusDocument status, string? end) =>
        status.IsSynchronized && TryParse(status.Time, out DateTimeOffset now) && TryParse(end, out DateTimeOffset then) ? (then - now).TotalDays : null;

    private static bool TryParse(string? time, out DateTimeOffset value) => DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
}
