using Nts.Time;

namespace Nts.Server.KeyRings;

/// <summary>Which ring of cookie keys a server has, and where.</summary>
public sealed record KeyRingOptions
{
    /// <summary>The file of the ring; its directory must exist.</summary>
    public required string File { get; init; }

    /// <summary>Where the keys come from.</summary>
    public KeyRingMode Mode { get; init; }

    /// <summary>How long a key stays current; without meaning where another process rotates.</summary>
    public NtpDuration Period { get; init; } = NtpDuration.FromSeconds(86_400);

    /// <summary>How many former keys still open cookies, 1 to <see cref="Nts.KeyRing.MaxPreviousKeys"/>.</summary>
    public int PreviousKeys { get; init; } = 7;
}
