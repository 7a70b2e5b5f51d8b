using System;
using System.Linq;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.TestKit;

namespace Nts.Drivers.GpsPps;

public sealed class ReceiverTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Start_NoSuchPort_IsAStateWithTheReason()
    {
        ReceiverHealth health = FirstHealth(
            new ReceiverOptions("/dev/ttyNONE", 9600), h => h.State is ReceiverState.NoSuchPort);

        Assert.Equal("there is no serial port /dev/ttyNONE", health.Reason);
        Assert.False(health.IsSimulated);
    }

    [Fact]
    public void Start_PortIsNoSerialPort_IsAStateWithTheReason()
    {
        ReceiverHealth health = FirstHealth(new ReceiverOptions("/dev/null", 9600), h => h.State is ReceiverState.PortUnavailable);

        Assert.Contains("not a serial port", health.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PortGoesAway_IsAStateWithTheReason()
    {
        using PseudoTerminal terminal = new();
        RecordingListener listener = new();
        using Receiver receiver = new(new ReceiverOptions(terminal.SlavePath, 9600), new ManualClock(), listener);
        receiver.Start();
        terminal.Write("$GPTXT,01,01,02,*00\r\n"u8, TimeSpan.FromSeconds(1));
        SpinWait.SpinUntil(() => receiver.Health.State is ReceiverState.NoTime, Patience);
        terminal.Dispose();

        Wait(listener, h => h.State is ReceiverState.PortUnavailable);
    }

    [Theory]
    [InlineData("pps")]
    [InlineData("gpio")]
    public void Start_NoSuchPulseDevice_TellsWhichOne(string kind)
    {
        PulseInput input = kind == "pps"
            ? PulseInput.Pps("/dev/ppsNONE", EdgeDirection.Rising)
            : PulseInput.Gpio("/dev/gpiochipNONE", 18, EdgeDirection.Rising);
        LinuxException failure = Assert.Throws<LinuxException>(() => input.Open(new ManualClock()));

        Assert.Contains("NONE", failure.Message, StringComparison.Ordinal);
        Assert.Contains("NONE", input.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_NotStarted_SaysStopped()
    {
        RecordingListener listener = new();
        Receiver receiver = new(new ReceiverOptions("/dev/ttyNONE", 9600), new ManualClock(), listener);
        receiver.Dispose();
        receiver.Dispose();
        Assert.Equal([ReceiverState.Stopped], listener.States);
    }

    private static ReceiverHealth FirstHealth(ReceiverOptions options, Func<ReceiverHealth, bool> wanted)
    {
        RecordingListener listener = new();
        using Receiver receiver = new(options, new ManualClock(), listener);
        receiver.Start();
        return Wait(listener, wanted);
    }

    private static ReceiverHealth Wait(RecordingListener listener, Func<ReceiverHealth, bool> wanted)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!listener.Health.Any(wanted))
        {
            listener.Changed.Reset();
            if (!listener.Health.Any(wanted))
            {
                listener.Changed.Wait(limit.Token);
            }
        }

        return listener.Health.First(wanted);
    }
}
