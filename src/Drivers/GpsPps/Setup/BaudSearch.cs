using System.Collections.Generic;
using System.Linq;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Listens at one baud rate after another. Whether a frame was good is for others to tell.</summary>
internal sealed class BaudSearch
{
    /// <summary>By likelihood: the rates that receivers leave the factory with come first.</summary>
    private static readonly int[] Usual = [9_600, 38_400, 115_200, 4_800, 57_600, 19_200, 230_400, 460_800, 921_600];

    /// <summary>A receiver that speaks once a second has begun a burst by then, and ended one of a second's length.</summary>
    private static readonly NtpDuration Longest = NtpDuration.FromMilliseconds(2_200);

    /// <summary>The silence between two bursts.</summary>
    private static readonly NtpDuration Pause = NtpDuration.FromMilliseconds(100);

    /// <summary>So few bytes may be a disturbance, or the end of something.</summary>
    private const int ShortestBurst = 40;

    private readonly int[] _rates;
    private int _index;
    private MonotonicTime _began;
    private MonotonicTime _lastByte;
    private int _wholeBurst;
    private bool _inWholeBurst;

    /// <summary>A search that starts where it is most likely to end.</summary>
    /// <param name="first">Rates to try before the usual ones; repetitions do no harm.</param>
    /// <param name="now">The present moment.</param>
    public BaudSearch(IEnumerable<int> first, MonotonicTime now)
    {
        _rates = [.. first.Concat(Usual).Distinct()];
        Begin(now);
    }

    /// <summary>The rate to listen at.</summary>
    public int BaudRate => _rates[_index];

    /// <summary>How many rates there are.</summary>
    public int Count => _rates.Length;

    /// <summary>Which of them this is, from 1.</summary>
    public int Number => _index + 1;

    /// <summary>How often all of them were tried in vain.</summary>
    public int Rounds { get; private set; }

    /// <summary>Not one byte came since the search began.</summary>
    public bool IsSilent { get; private set; } = true;

    /// <summary>Bytes came, and there was no good frame in them.</summary>
    public void OnBytes(int count, MonotonicTime now)
    {
        IsSilent = false;
        if (now - _lastByte >= Pause)
        {
            _inWholeBurst = true;
            _wholeBurst = 0;
        }

        _lastByte = now;
        _wholeBurst += _inWholeBurst ? count : 0;
    }

    /// <summary>Whether there was enough to hear at this rate.</summary>
    /// <remarks>
    /// In the first round a burst that was heard from beginning to end settles it, later ones take their time: a receiver that has just been
    /// plugged in may have been disturbed.
    /// </remarks>
    public bool IsOver(MonotonicTime now) =>
        now - _began >= Longest || (Rounds == 0 && _inWholeBurst && _wholeBurst >= ShortestBurst && now - _lastByte >= Pause);

    /// <summary>Goes to the next rate, or starts again with the first.</summary>
    public void Next(MonotonicTime now)
    {
        _index = (_index + 1) % _rates.Length;
        if (_index == 0)
        {
            Rounds++;
        }

        Begin(now);
    }

    private void Begin(MonotonicTime now)
    {
        _began = _lastByte = now;
        _inWholeBurst = false;
        _wholeBurst = 0;
    }
}
