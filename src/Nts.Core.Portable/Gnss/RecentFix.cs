using Nts.Time;

namespace Nts.Gnss;

/// <summary>Whether the receiver has a fix by its latest word, for messages that tell the time without saying how good it is.</summary>
/// <remarks>ZDA and NAV-TIMEGPS count on without a fix: they are vouched for only by another message of the same epoch or the one before.</remarks>
internal sealed class RecentFix
{
    private static NtpDuration StaysKnown { get; } = NtpDuration.FromMilliseconds(1500);

    private MonotonicTime? _at;
    private bool _isFix;

    /// <summary>Takes in that there is a fix, or that there is none.</summary>
    public void Take(bool isFix, MessageOrigin origin)
    {
        _isFix = isFix;
        _at = origin.Arrival;
    }

    /// <summary>Takes the kind of fix in; dead reckoning is none.</summary>
    public void Take(FixKind fix, MessageOrigin origin) => Take(fix is not (FixKind.None or FixKind.DeadReckoning), origin);

    /// <summary>Takes in that the receiver vouches for the time, which tells of a fix as long as no other message tells of none.</summary>
    public void Suppose(MessageOrigin origin)
    {
        if (_isFix || !IsKnown(origin))
        {
            Take(isFix: true, origin);
        }
    }

    /// <summary>Whether there was a fix shortly before this message.</summary>
    public bool VouchesFor(MessageOrigin origin) => _isFix && IsKnown(origin);

    private bool IsKnown(MessageOrigin origin) => _at is MonotonicTime at && origin.Arrival - at < StaysKnown;
}
