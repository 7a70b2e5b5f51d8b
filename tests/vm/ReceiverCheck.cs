using System;
using System.Globalization;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.GpsPps;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Vm;

/// <summary>A whole receiver on a real port and a real line: every label is held against the second for which the line was raised.</summary>
internal sealed class ReceiverCheck(World world) : IReceiverListener, IDisposable
{
    private const int Pulses = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly Complaints _complaints = new();
    private readonly ManualResetEventSlim _done = new();
    private int _labelled;

    /// <summary>Runs until ten pulses are labelled. Returns the number of things that were not as they must be.</summary>
    public int Run(string port, int baudRate, PulseInput pulse)
    {
        using Receiver receiver = new(new ReceiverOptions(port, baudRate) { Pulse = pulse }, new SystemClock(), this);
        receiver.Start();
        _complaints.Expect(_done.Wait(Longest), $"{Pulses} pulses are labelled");
        _complaints.Expect(receiver.Health.RefusedMessages == 0, "no message was refused");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {receiver.Health.Bytes} bytes, {receiver.Health.Messages} messages, delay {receiver.Health.SerialDelay}"));
        return _complaints.Count;
    }

    public void OnPulse(in LabelledPulse pulse)
    {
        PosixTime? second = world.SecondOf(pulse.Edge.LocalTime);
        Console.WriteLine($"  edge {pulse.Edge.Sequence} at {pulse.Edge.LocalTime} labelled {pulse.Second}");
        _complaints.Expect(second == pulse.Second.RoundToSecond(), $"the line was raised for {pulse.Second.RoundToSecond()} (it was for {second})");
        if (++_labelled == Pulses)
        {
            _done.Set();
        }
    }

    public void Dispose() => _done.Dispose();

    public void OnCoarse(in CoarseObservation observation)
    {
    }

    public void OnHealth(ReceiverHealth health) => Console.WriteLine($"  receiver: {health.Reason}");
}
