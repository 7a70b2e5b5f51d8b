using System;
using System.Linq;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>Simulated receiver, real pseudo terminal, real threads, real time.</summary>
public sealed class SimulatedReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Start_OverAPseudoTerminal_LabelsPulsesOfASoftwareClock()
    {
        const double ClockAhead = 0.3;
        SystemClock host = new();
        SoftwareClock clock = new(NtpDuration.FromSeconds(ClockAhead), FrequencyOffset.FromPpm(20));
        RecordingListener listener = new();
        using SimulatedReceiver simulated = new(new SimulatorOptions { BaudRate = 115_200 }, host);
        using Receiver receiver = new(simulated.Options, clock, listener);
        receiver.Start();
        WaitUntil(listener, () => listener.Pulses.Count >= 3);

        // The clock gains 20 µs a second; interrupt latency and the 20 ns of the simulated receiver come on top.
        Assert.All(listener.Pulses, p => Assert.Equal(-ClockAhead, p.Offset.TotalSeconds, 2e-3));
        Assert.All(listener.Pulses, p => Assert.Equal(0, (p.Second - p.Second.RoundToSecond()).TotalSeconds, 20e-9));
        Assert.All(listener.Coarse, c => Assert.Equal(-ClockAhead, c.Offset.TotalSeconds, c.Uncertainty.TotalSeconds));
        ReceiverHealth health = listener.Health.Last(h => h.State is ReceiverState.Paired);
        Assert.StartsWith("simulated receiver", health.Simulation, StringComparison.Ordinal);

        receiver.Dispose();
        Assert.Equal(ReceiverState.Stopped, receiver.Health.State);
        Assert.All(listener.Health, h => Assert.True(h.IsSimulated));
    }

    [Fact]
    public void Wait_SimulatedPulse_IsStampedByThePlanNotByTheWakeUp()
    {
        SystemClock host = new();
        SimulatorOptions options = new() { EdgeJitter = default, LateTail = default, PulseGranularity = default };
        using SimulatedReceiver simulated = new(options, host);
        using IPulseSource source = simulated.Options.Pulse!.Open(host);
        PulseEdge edge;
        while (source.Wait(TimeSpan.FromSeconds(2), out edge) is EdgeStatus.TimedOut)
        {
        }

        Assert.Equal(0, edge.LocalTime.SubsecondNanoseconds);
    }

    [Fact]
    public void Dispose_NobodyReads_Ends()
    {
        SimulatedReceiver simulated = new(new SimulatorOptions { BaudRate = 921_600 }, new SystemClock());
        simulated.Dispose();
    }

    private static void WaitUntil(RecordingListener listener, Func<bool> condition)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!condition())
        {
            listener.Changed.Reset();
            if (!condition())
            {
                listener.Changed.Wait(limit.Token);
            }
        }
    }
}
