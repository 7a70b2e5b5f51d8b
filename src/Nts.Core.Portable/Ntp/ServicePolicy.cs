namespace Nts.Ntp;

/// <summary>Whom an NTP service answers, how often, and with which symmetric keys. Another policy can take its place while the service runs.</summary>
public sealed record ServicePolicy
{
    /// <summary>The addresses that are served.</summary>
    public AccessList Access { get; init; } = AccessList.Everyone;

    /// <summary>How often an address is answered, by each thread; null for no limit.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Keys shared with clients; they may be replaced while the service runs.</summary>
    public SymmetricKeys SymmetricKeys { get; init; } = new();
}
