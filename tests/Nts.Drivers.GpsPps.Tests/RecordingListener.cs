using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.Discipline;

namespace Nts.Drivers.GpsPps;

/// <summary>Keeps all that a receiver tells.</summary>
internal sealed class RecordingListener : IReceiverListener
{
    private readonly Lock _lock = new();
    private readonly List<LabelledPulse> _pulses = [];
    private readonly List<CoarseObservation> _coarse = [];
    private readonly List<ReceiverHealth> _health = [];

    public ManualResetEventSlim Changed { get; } = new();

    public IReadOnlyList<LabelledPulse> Pulses => Copy(_pulses);

    public IReadOnlyList<CoarseObservation> Coarse => Copy(_coarse);

    public IReadOnlyList<ReceiverHealth> Health => Copy(_health);

    /// <summary>The states, in the order in which they came.</summary>
    public IEnumerable<ReceiverState> States => Health.Select(h => h.State);

    public void OnPulse(in LabelledPulse pulse) => Add(_pulses, pulse);

    public void OnCoarse(in CoarseObservation observation) => Add(_coarse, observation);

    public void OnHealth(ReceiverHealth health) => Add(_health, health);

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private void Add<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }

        Changed.Set();
    }
}
