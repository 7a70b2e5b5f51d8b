namespace Nts.Time;

/// <summary>A leap second as a clock carries it out, in the way of CLOCK_REALTIME: 23:59:59 is read twice, or left out.</summary>
/// <remarks>
/// Pure. The clock itself counts on as if there were no leap second, and reads its count through this; so what it read at a moment before the
/// leap second is the same whether somebody asks before or after it. The default is no leap second.
/// </remarks>
/// <param name="Change">+1: a second is inserted. −1: one is left out. 0: neither.</param>
/// <param name="At">The count at which the reading steps: midnight for an inserted second, one second before for one that is left out.</param>
public readonly record struct LeapStep(int Change, PosixTime At)
{
    private const long Second = 1_000_000_000;
    private const long Day = 86_400;

    /// <summary>Moments so long ago are still asked for: packets and pulses that are handled late.</summary>
    private const long Remembered = 60 * Second;

    /// <summary>What the clock reads at a count.</summary>
    public PosixTime Read(PosixTime count) => HasHappenedAt(count) ? PosixTime.FromNanoseconds(count.Nanoseconds - (Change * Second)) : count;

    /// <summary>Whether the reading has stepped.</summary>
    public bool HasHappenedAt(PosixTime count) => Change != 0 && count >= At;

    /// <summary>Whether it lies so far back that nobody asks for a moment before it: then the clock's count may take it over.</summary>
    public bool IsOverAt(PosixTime count) => HasHappenedAt(count) && count.Nanoseconds - At.Nanoseconds >= Remembered;

    /// <summary>What becomes of it when the clock is told of a leap second at the end of the UTC day, or that there is none.</summary>
    /// <remarks>What has happened is not taken back, and does not happen again on that day. What comes too late to be carried out does not happen.</remarks>
    /// <param name="leap">The announcement.</param>
    /// <param name="count">The present count.</param>
    public LeapStep Told(LeapIndicator leap, PosixTime count)
    {
        if (HasHappenedAt(count))
        {
            return this;
        }

        int change = leap switch
        {
            LeapIndicator.InsertSecond => 1,
            LeapIndicator.DeleteSecond => -1,
            _ => 0,
        };
        long midnight = ((count.WholeSeconds / Day) + 1) * Day;
        LeapStep step = new(change, PosixTime.FromSeconds(change < 0 ? midnight - 1 : midnight));
        return change == 0 || step.HasHappenedAt(count) ? default : step;
    }
}
