using System;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Checking;

/// <summary>Waits for a state after which listening on brings nothing new.</summary>
internal sealed class HealthWatch : IReceiverListener, IDisposable
{
    /// <summary>Set when there is such a state.</summary>
    public ManualResetEventSlim Decided { get; } = new();

    /// <inheritdoc/>
    public void OnPulse(in LabelledPulse pulse)
    {
    }

    /// <inheritdoc/>
    public void OnCoarse(in CoarseObservation observation)
    {
    }

    /// <inheritdoc/>
    public void OnHealth(ReceiverHealth health)
    {
        if (health.State is ReceiverState.Paired or ReceiverState.NoSuchPort or ReceiverState.PortForbidden or ReceiverState.PortHeld or ReceiverState.PortUnavailable)
        {
            Decided.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Decided.Dispose();
}
