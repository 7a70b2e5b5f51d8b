using System;
using System.Linq;
using System.Threading;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A receiver of which nobody knows the baud rate and which has lost its settings: real threads, pseudo terminal and time.</summary>
public sealed class LostReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(57_600, 18)]
    [InlineData(4_800, 29)]
    public void Start_NothingIsTold_ReceiverIsFoundSetUpAndPaired(int baudRate, int protocol)
    {
        SystemClock host = new();
        RecordingListener listener = new();
        using SimulatedReceiver simulated = new(new SimulatorOptions { BaudRate = baudRate, IsUnconfigured = true, Protocol = protocol }, host);
        using Receiver receiver = new(simulated.Options with { BaudRate = null, IsConfigured = true }, host, listener);
        receiver.Start();
        ReceiverHealth health = WaitFor(listener, ReceiverState.Paired);

        Assert.Equal(new ReceiverPlace(simulated.Options.Port!, 115_200), health.Place);
        Assert.Equal(115_200, simulated.BaudRate);
        Assert.Empty(health.Setup!.Unanswered);
        Assert.Contains(ReceiverState.Searching, listener.States);
        Assert.Contains(ReceiverState.SettingUp, listener.States);
        Assert.All(listener.Pulses, p => Assert.Equal(0, p.Offset.TotalSeconds, 0.1));
    }

    [Fact]
    public void LosePower_WhilePaired_ReceiverIsFoundAndSetUpAgain()
    {
        SystemClock host = new();
        RecordingListener listener = new();
        using SimulatedReceiver simulated = new(new SimulatorOptions(), host);
        using Receiver receiver = new(simulated.Options with { BaudRate = null, IsConfigured = true }, host, listener);
        receiver.Start();
        WaitFor(listener, ReceiverState.Paired);
        int before = listener.Health.Count;
        simulated.LosePower();
        WaitFor(listener, ReceiverState.SettingUp, before);
        WaitFor(listener, ReceiverState.Paired, before);

        Assert.Equal(115_200, simulated.BaudRate);
    }

    private static ReceiverHealth WaitFor(RecordingListener listener, ReceiverState state, int after = 0)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!listener.Health.Skip(after).Any(h => h.State == state))
        {
            listener.Changed.Reset();
            if (!listener.Health.Skip(after).Any(h => h.State == state))
            {
                listener.Changed.Wait(limit.Token);
            }
        }

        return listener.Health.Skip(after).First(h => h.State == state);
    }
}
