using System;
using Nts.Server.Hosting;

namespace Nts.Server.Certificates;

/// <summary>The certificate in service.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Facts">What it says of itself.</param>
/// <param name="Problem">Why the files as they are now cannot be used; null when they are the ones in service.</param>
public sealed record CertificateStatus(string File, CertificateFacts Facts, string? Problem = null)
{
    /// <summary>Owners are warned when less than this is left.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(14);

    /// <summary>When it ends.</summary>
    public DateTimeOffset NotAfter => Facts.NotAfter;

    /// <summary>What to mend in it, in one line; null for nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>How it stands, for a person to read.</summary>
    /// <param name="now">The time.</param>
    public string Describe(DateTimeOffset now)
    {
        string end = $"{NotAfter.UtcDateTime:yyyy-MM-dd HH:mm}Z";
        int days = (int)(NotAfter - now).TotalDays;
        string validity = IsTooEarly(now) ? $"it begins at {Facts.NotBefore.UtcDateTime:yyyy-MM-dd HH:mm}Z, before which clients refuse it"
            : now > NotAfter ? $"it ENDED at {end}"
            : NotAfter - now < WarnBefore ? $"it ends at {end}, in {days} days"
            : $"valid until {end}";
        string advice = Advice is null ? "" : $" (to mend: {Advice})";
        return Problem is null ? $"{File}, {validity}{advice}" : $"{File} as it was before, {validity}{advice}, because the new one cannot be used: {Problem}";
    }

    /// <summary>Says in the log that this is so from now on.</summary>
    /// <param name="log">The log.</param>
    /// <param name="now">The time.</param>
    public void Announce(EventLog log, DateTimeOffset now)
    {
        string text = $"key establishment: {(Problem is null ? "now" : "still")} with {Describe(now)}";
        if (NeedsAttention(now))
        {
            log.Warning(text);
        }
        else
        {
            log.Notice(text);
        }
    }

    /// <summary>Whether somebody should do something about it.</summary>
    /// <param name="now">The time.</param>
    public bool NeedsAttention(DateTimeOffset now) => Problem is not null || Advice is not null || IsTooEarly(now) || NotAfter - now < WarnBefore;

    /// <summary>A clock that has not been set yet proves nothing.</summary>
    private bool IsTooEarly(DateTimeOffset now) => now < Facts.NotBefore && now > ServerCertificate.EarliestTime;
}
