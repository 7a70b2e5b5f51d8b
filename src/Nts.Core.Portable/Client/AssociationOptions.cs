using Nts.Time;

namespace Nts.Client;

/// <summary>How a client association polls its server.</summary>
public sealed record AssociationOptions
{
    /// <summary>Whether keys are established and every packet is authenticated (RFC 8915); else plain NTP.</summary>
    public bool UsesNts { get; init; } = true;

    /// <summary>The shortest interval between polls (RFC 5905 §7.2, MINPOLL).</summary>
    public Log2Seconds MinPoll { get; init; } = new(6);

    /// <summary>The longest interval between polls (RFC 5905 §7.2, MAXPOLL allows 17); not below <see cref="MinPoll"/>.</summary>
    public Log2Seconds MaxPoll { get; init; } = new(10);

    /// <summary>How many polls after new keys, or after the start, are only two seconds apart, so that the clock filter fills soon.</summary>
    public int Burst { get; init; } = 4;

    /// <summary>How finely the local clock can be read; part of a sample's dispersion (RFC 5905 §7.2, s.precision).</summary>
    public Log2Seconds Precision { get; init; } = new(-20);
}
