using Nts.Discipline;
using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Timekeeping;

/// <summary>The one true answer to the question why the clock is not locked.</summary>
internal static class WhyNotLocked
{
    /// <summary>The first thing that stands in the way, in the order in which time flows: the receiver, then the clock. Null when it is locked.</summary>
    public static Explanation? Of(DisciplineStatus clock, ReceiverHealth receiver) =>
        clock.State is LockState.Locked ? null
        : receiver.State is not ReceiverState.Paired ? new Explanation(receiver.Reason, receiver.NextStep)
        : Words.For(clock.Reason);
}
