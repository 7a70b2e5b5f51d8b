using Nts.Time;

namespace Nts.Client;

/// <summary>What the clock filter makes of the last samples (RFC 5905 §10).</summary>
/// <param name="Offset">θ: the offset of the sample with the least delay.</param>
/// <param name="Delay">δ: that sample's delay.</param>
/// <param name="Dispersion">ε: the most that the offset can be wrong by, beyond the delay.</param>
/// <param name="Jitter">ψ: root mean square of the other samples' offsets from this one.</param>
/// <param name="At">When the chosen sample was taken.</param>
public readonly record struct FilteredSample(ClockOffset Offset, NtpDuration Delay, NtpDuration Dispersion, NtpDuration Jitter, MonotonicTime At);
