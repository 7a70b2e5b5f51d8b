using System;
using Nts.Discipline;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>A simulated receiver's bytes and edges, fed to a receiver's logic in virtual time.</summary>
internal sealed class ReceiverBench : IClock
{
    public static readonly PosixTime Start = PosixTime.FromSeconds(1_795_000_000);

    /// <summary>The same moment on the monotonic clock.</summary>
    public static readonly MonotonicTime StartMonotonic = MonotonicTime.FromNanoseconds(1_000_000_000_000);

    /// <summary>The disciplined clock's error: it is ahead.</summary>
    public static readonly NtpDuration ClockAhead = NtpDuration.FromMilliseconds(300);

    private readonly SimulatorOptions _options;
    private readonly SimulatedScript _script;
    private PosixTime _now = Start;
    private uint _sequence;

    public ReceiverBench(SimulatorOptions options, bool hasPulseInput = true, PairingOptions? pairing = null, Func<string, string?>? findHolder = null, IReceiverTap? tap = null, bool isFound = true)
    {
        _options = options;
        _script = new SimulatedScript(options, Start);
        ReceiverOptions receiver = new("/dev/ttyTEST", isFound ? options.BaudRate : null)
        {
            IsConfigured = !isFound,
            Pulse = hasPulseInput ? new PulseInput("test pulse", _ => throw new NotSupportedException()) : null,
            Pairing = pairing ?? new PairingOptions(),
            Simulation = "test",
            Tap = tap,
        };
        Logic = new ReceiverLogic(receiver, this, () => ToMonotonic(_now), Listener, findHolder);
        Logic.OnPortOpened(receiver.Port!, isUsb: false);
    }

    public RecordingListener Listener { get; } = new();

    public ReceiverLogic Logic { get; }

    /// <summary>Changes bytes on their way.</summary>
    public Func<byte[], byte[]> Line { get; init; } = bytes => bytes;

    /// <summary>By how many seconds the messages run ahead of the pulses.</summary>
    public int SecondsAhead { get; set; }

    /// <summary>From each edge to another one in the same second; null for none.</summary>
    public NtpDuration? OtherEdgeAfter { get; init; }

    public PosixTime Now() => _now + ClockAhead;

    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime + ClockAhead;

    /// <summary>Lets seconds pass.</summary>
    public ReceiverBench Run(int seconds)
    {
        for (long second = _now.WholeSeconds; seconds > 0; seconds--, second++)
        {
            SimulatedSecond plan = _script.At(second);
            if (plan.EdgeLateness is NtpDuration lateness)
            {
                SendEdge(plan.Second + lateness);
            }

            if (plan.SerialDelay is NtpDuration delay)
            {
                Send(Line(SimulatedBurst.Compose(_script.At(second + SecondsAhead), _script.At(second + SecondsAhead + 1))), plan.Second + delay);
            }

            if (OtherEdgeAfter is NtpDuration after)
            {
                SendEdge(plan.Second + after);
            }

            _now = PosixTime.FromSeconds(second + 1);
            Logic.Tick();
        }

        return this;
    }

    public static MonotonicTime ToMonotonic(PosixTime time) => StartMonotonic + (time - Start);

    private void SendEdge(PosixTime at)
    {
        _now = at;
        Logic.OnEdge(new PulseEdge(FromKernelTime(at), ToMonotonic(at), _sequence++));
    }

    private void Send(byte[] bytes, PosixTime start)
    {
        const int Portion = 16;
        for (int sent = 0; sent < bytes.Length; sent += Portion)
        {
            _now = start + NtpDuration.FromSeconds(sent * 10.0 / _options.BaudRate);
            Logic.OnBytes(bytes.AsSpan(sent, Math.Min(Portion, bytes.Length - sent)), ToMonotonic(_now));
        }
    }
}
