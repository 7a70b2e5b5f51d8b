using System;
using Nts.Time;

namespace Nts.Client;

/// <summary>How often to poll (RFC 5905 §13): rarer while nothing surprises, more often when something does, rarer when told so.</summary>
internal sealed class PollInterval(Log2Seconds shortest, Log2Seconds longest)
{
    /// <summary>PGATE and LIMIT (RFC 5905 §A.1.1).</summary>
    private const double Gate = 4;
    private const int Limit = 30;

    /// <summary>MAXPOLL (RFC 5905 §7.2): about 36 hours.</summary>
    private const sbyte Longest = 17;

    private sbyte _floor = shortest.Exponent;
    private sbyte _exponent = shortest.Exponent;
    private int _count;

    /// <summary>The interval.</summary>
    public Log2Seconds Current => new(_exponent);

    /// <summary>A usable sample came.</summary>
    /// <param name="surprise">How far its offset is from what the filter said before.</param>
    /// <param name="jitter">The jitter that the filter saw before, or the precision if that is coarser.</param>
    public void Judge(NtpDuration surprise, NtpDuration jitter)
    {
        int weight = Math.Max((sbyte)1, _exponent);
        _count += surprise <= jitter * Gate ? weight : -2 * weight;
        if (Math.Abs(_count) > Limit)
        {
            Move(_count > 0 ? 1 : -1);
        }
    }

    /// <summary>Eight polls in a row brought nothing: nobody gains by asking more often.</summary>
    public void Despair() => Move(1);

    /// <summary>The server wants fewer requests (RFC 5905 §7.4, RATE), and may say how few in its poll field.</summary>
    /// <remarks>Never more often again, and each time rarer, beyond the longest interval if need be: a server that is not heeded stops answering.</remarks>
    public void Obey(Log2Seconds wanted)
    {
        sbyte asked = Math.Min(wanted.Exponent, longest.Exponent);
        _floor = Math.Min(Math.Max((sbyte)(_exponent + 1), asked), Longest);
        _exponent = _floor;
        _count = 0;
    }

    private void Move(int step)
    {
        _exponent = (sbyte)Math.Clamp(_exponent + step, _floor, Math.Max(_floor, longest.Exponent));
        _count = 0;
    }
}
