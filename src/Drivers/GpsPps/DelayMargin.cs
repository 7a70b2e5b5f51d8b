using System;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>How far the delays of the seconds that are being compared keep from the neighbouring edges.</summary>
/// <remarks>
/// A delay that varies across a whole second shows now on this and now on that side of an edge, and a few seconds in a row may fall on the
/// wrong one. So the fewer the delays tell how they vary, the more of them are needed.
/// </remarks>
internal sealed class DelayMargin
{
    /// <summary>Seconds that must agree when delays are doubtful.</summary>
    public const int SecondsWhenDoubtful = 20;

    private static readonly NtpDuration OneSecond = NtpDuration.FromSeconds(1);

    private NtpDuration _shortest = OneSecond;
    private NtpDuration _longest = NtpDuration.Zero;
    private bool _isDoubtful;

    /// <summary>Forgets the delays, and the doubt.</summary>
    public void Restart()
    {
        StartRun();
        _isDoubtful = false;
    }

    /// <summary>A new run of agreeing seconds begins.</summary>
    public void StartRun()
    {
        _shortest = OneSecond;
        _longest = NtpDuration.Zero;
    }

    /// <summary>A delay was so near to an edge that it could belong to either side.</summary>
    public void Doubt()
    {
        StartRun();
        _isDoubtful = true;
    }

    /// <summary>Takes the delay of an agreeing second in, 0 to 1 s.</summary>
    public void Add(NtpDuration delay)
    {
        _shortest = delay < _shortest ? delay : _shortest;
        _longest = delay > _longest ? delay : _longest;
    }

    /// <summary>Consecutive seconds that must agree.</summary>
    /// <param name="usual">As many as are enough for delays that leave no doubt.</param>
    public int Needed(int usual)
    {
        NtpDuration spread = _longest - _shortest;
        bool isClear = _shortest >= spread && _longest + spread <= OneSecond;
        return isClear && !_isDoubtful ? usual : Math.Max(usual, SecondsWhenDoubtful);
    }
}
