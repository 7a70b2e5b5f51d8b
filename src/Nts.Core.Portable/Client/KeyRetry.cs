using System;
using Nts.Time;

namespace Nts.Client;

/// <summary>When key establishment may be tried again (RFC 8915 §4.2): after 10 s, then each time 1.5 times as long, at most 5 days.</summary>
internal struct KeyRetry
{
    private const double FirstSeconds = 10;
    private const double Base = 1.5;
    private const double MaxSeconds = 432_000;
    private int _attempts;

    /// <summary>The earliest moment of the next attempt.</summary>
    public MonotonicTime NotBefore { get; private set; }

    /// <summary>Counts an attempt that begins now.</summary>
    public void Begin(MonotonicTime now)
    {
        NotBefore = now + NtpDuration.FromSeconds(Math.Min(FirstSeconds * Math.Pow(Base, _attempts), MaxSeconds));
        _attempts++;
    }

    /// <summary>The keys were good for an exchange of time: only this makes the interval short again.</summary>
    public void Succeed(MonotonicTime now)
    {
        _attempts = 0;
        NotBefore = now;
    }
}
