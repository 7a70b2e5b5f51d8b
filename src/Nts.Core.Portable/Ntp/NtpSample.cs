using Nts.Time;

namespace Nts.Ntp;

/// <summary>What one exchange tells of a server's clock (RFC 5905 §8).</summary>
/// <param name="Header">The reply's header: leap, stratum, root delay and dispersion, reference.</param>
/// <param name="Offset">θ: what to add to the local clock.</param>
/// <param name="Delay">δ: the round trip without the server's share.</param>
/// <param name="IsAuthentic">Whether NTS vouches for the header.</param>
/// <param name="NewCookies">Cookies that the reply brought.</param>
public readonly record struct NtpSample(NtpHeader Header, ClockOffset Offset, NtpDuration Delay, bool IsAuthentic, int NewCookies);
