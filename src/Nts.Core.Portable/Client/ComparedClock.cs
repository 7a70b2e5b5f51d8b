using Nts.Ntp;
using Nts.Time;

namespace Nts.Client;

/// <summary>What a server may say of a clock that it compares with another server but does not steer.</summary>
/// <remarks>
/// It is one stratum below that server, and its error is the other's and that of the way to it and the measured difference between the two
/// clocks (RFC 5905 §11.2.3, A.5.5.4). A difference beyond a second is no synchronised clock.
/// </remarks>
public static class ComparedClock
{
    /// <summary>MAXDIST: a clock that may be further off is not served as synchronised (RFC 5905 §7.2).</summary>
    private static readonly NtpDuration MaxDistance = NtpDuration.FromSeconds(1);

    /// <summary>MINDISP: the least that a server adds to the dispersion of the one above, so that no two follow each other (RFC 5905 §7.2, §11.2.3).</summary>
    private static readonly NtpDuration MinDispersion = NtpDuration.FromSeconds(0.005);

    /// <summary>PHI: how fast the error of a clock may grow (RFC 5905 §7.2).</summary>
    private static readonly FrequencyOffset Phi = FrequencyOffset.FromPpm(15);

    /// <summary>What to say now.</summary>
    /// <param name="status">What is known of the other server.</param>
    /// <param name="reference">The other server's address, as a reference id.</param>
    /// <param name="precision">Precision of the clock that is served.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="time">What the clock that is served reads now.</param>
    public static ClockState Judge(AssociationStatus status, ReferenceId reference, Log2Seconds precision, MonotonicTime now, PosixTime time)
    {
        if (status is not { State: AssociationState.Reachable, Best: { } best, LastAnswer: { } answered }
            || !Stratum.TryCreate(status.Header.Stratum.Value + 1, out Stratum stratum) || stratum == Stratum.Unsynchronized)
        {
            return ClockState.Unsynchronized with { Precision = precision };
        }

        NtpDuration age = now - answered;
        NtpDuration difference = NtpDuration.FromSeconds(best.Offset.TotalSeconds).Magnitude;
        NtpDuration added = best.Dispersion + difference;
        ClockState state = new()
        {
            Leap = status.Header.Leap,
            Stratum = stratum,
            ReferenceId = reference,
            Precision = precision,
            RootDelay = status.Header.RootDelay.ToDuration() + best.Delay,
            RootDispersion = status.Header.RootDispersion.ToDuration() + best.Jitter + (added < MinDispersion ? MinDispersion : added),
            DispersionRate = Phi,
            ReferenceTime = time - age,
        };
        return state.RootDelay.Half() + state.RootDispersionAt(time) > MaxDistance ? ClockState.Unsynchronized with { Precision = precision } : state;
    }
}
