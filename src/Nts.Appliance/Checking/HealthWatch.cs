using System;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;

namespace Nts.Appliance.Checking;

/// <summary>Waits for a state after which listening on brings nothing new.</summary>
internal sealed class HealthWatch : IReceiverListener, IDisposable
{
    private readonly ManualResetEventSlim _decided = new();
    private volatile ReceiverHealth? _health;

    /// <summary>Waits for such a state. Returns it, or null when none came in time.</summary>
    public ReceiverHealth? Wait(TimeSpan patience) => _decided.Wait(patience) ? _health : null;

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
        if (!_decided.IsSet && health.State is ReceiverState.Paired or ReceiverState.NoSuchPort or ReceiverState.PortForbidden or ReceiverState.PortHeld or ReceiverState.PortUnavailable)
        {
            _health = health;
            _decided.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _decided.Dispose();
}
