using Nts.Discipline;

namespace Nts.Drivers.GpsPps;

/// <summary>Gets what a <see cref="Receiver"/> finds out: on its threads, but never two calls at once.</summary>
/// <remarks>The receiver's lock is held meanwhile: return soon, and do not dispose the receiver from here.</remarks>
public interface IReceiverListener
{
    /// <summary>A pulse and the second that it marks.</summary>
    void OnPulse(in LabelledPulse pulse);

    /// <summary>The clock's offset from messages alone, about once a second while the receiver's time is good.</summary>
    void OnCoarse(in CoarseObservation observation);

    /// <summary>The state, or the reason for it, is another one.</summary>
    void OnHealth(ReceiverHealth health);
}
