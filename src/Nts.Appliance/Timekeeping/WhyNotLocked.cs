using Nts.Discipline;
using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Timekeeping;

/// <summary>The one true answer to the question why the clock is not locked.</summary>
internal static class WhyNotLocked
{
    /// <summary>
    /// The first thing that stands in the way, in the order in which time flows: the receiver, whoever else steers the clock, the clock. Null when
    /// it is locked.
    /// </summary>
    /// <param name="clock">The clock.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="others">Other programs that steer the clock; null when there are none.</param>
    public static Explanation? Of(DisciplineStatus clock, ReceiverHealth receiver, Explanation? others) =>
        clock.State is LockState.Locked ? null
        : receiver.State is not ReceiverState.Paired ? new Explanation(receiver.Reason, receiver.NextStep)
        : others ?? Words.For(clock.Reason);
}
