namespace Nts.Ntp;

/// <summary>The latest <see cref="ClockState"/>, handed from the timekeeper to the packet threads without a lock.</summary>
public sealed class PublishedClockState
{
    private volatile ClockState _current = ClockState.Unsynchronized;

    /// <summary>The latest state; unsynchronised until the first is published. Written by one thread, read by any.</summary>
    public ClockState Current
    {
        get => _current;
        set => _current = value;
    }
}
