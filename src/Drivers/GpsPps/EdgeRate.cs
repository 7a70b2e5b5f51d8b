using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Counts edges by the second, to tell a pulse from a line that nothing drives.</summary>
internal sealed class EdgeRate
{
    /// <summary>Receivers send at most some ten pulses a second, each with two edges.</summary>
    private const int Flood = 100;

    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    private MonotonicTime _since;
    private int _count;
    private int _last;

    /// <summary>Whether this second brought more edges than any receiver sends.</summary>
    public bool IsFlood => _count > Flood;

    /// <summary>Edges in the last whole second before a moment.</summary>
    public int At(MonotonicTime now)
    {
        Turn(now);
        return _last;
    }

    /// <summary>Counts an edge.</summary>
    public void Add(MonotonicTime at)
    {
        Turn(at);
        _count++;
    }

    private void Turn(MonotonicTime now)
    {
        NtpDuration elapsed = now - _since;
        if (elapsed >= OneSecond)
        {
            _last = elapsed < OneSecond * 2 ? _count : 0;
            _count = 0;
            _since = now;
        }
    }
}
