using Nts.Ntp;
using Nts.Time;

namespace Nts.Client;

/// <summary>What an association knows, at one moment.</summary>
public sealed record AssociationStatus
{
    /// <summary>Where it stands.</summary>
    public required AssociationState State { get; init; }

    /// <summary>What last went wrong.</summary>
    public required AssociationTrouble Trouble { get; init; }

    /// <summary>One bit for each of the last eight polls, the last one lowest; set when it brought usable time (RFC 5905 §9.2).</summary>
    public required byte Reach { get; init; }

    /// <summary>The interval between polls.</summary>
    public required Log2Seconds Poll { get; init; }

    /// <summary>The header of the last usable answer.</summary>
    public required NtpHeader Header { get; init; }

    /// <summary>The clock filter's choice; null before the first usable answer.</summary>
    public required FilteredSample? Best { get; init; }

    /// <summary>How far the reference clock may be from the chosen offset (RFC 5905 §11.2.1, root distance); null before the first usable answer.</summary>
    public required NtpDuration? RootDistance { get; init; }

    /// <summary>Cookies that are left.</summary>
    public required int Cookies { get; init; }

    /// <summary>Polls that were begun, whether there was a cookie for a request or not.</summary>
    public required long Polls { get; init; }

    /// <summary>Requests that were sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Answers that brought usable time.</summary>
    public required long Accepted { get; init; }

    /// <summary>NTS NAKs that bore the right unique identifier.</summary>
    public required long Naks { get; init; }

    /// <summary>Key establishments that were begun.</summary>
    public required long KeyEstablishments { get; init; }

    /// <summary>When the last usable answer came.</summary>
    public required MonotonicTime? LastAnswer { get; init; }
}
