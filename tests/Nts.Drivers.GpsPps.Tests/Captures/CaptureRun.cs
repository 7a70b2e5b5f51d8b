using System;
using System.Collections.Generic;
using Nts.Discipline;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>Bytes and pulses of a capture through all of a receiver's logic, in virtual time, with a clock that is right.</summary>
internal sealed class CaptureRun : IClock, IReceiverListener
{
    /// <summary>Before all captures but one whose receiver fell back by 1024 weeks; years of two digits are those near to it.</summary>
    public static readonly PosixTime NotBefore = PosixTime.FromSeconds(1_104_537_600);

    private readonly ReceiverLogic _logic;
    private double _now;

    private CaptureRun(double start)
    {
        _now = start;
        ReceiverOptions options = new("/dev/ttyTEST", 9_600)
        {
            Pulse = new PulseInput("test pulse", _ => throw new NotSupportedException()),
            Pairing = new PairingOptions { NotBefore = NotBefore },
        };
        _logic = new ReceiverLogic(options, this, () => At(_now), this);
        _logic.OnPortOpened("/dev/ttyTEST", isUsb: false);
    }

    /// <summary>Edges that got a second.</summary>
    public int Labels { get; private set; }

    /// <summary>Errors of the labels that were wrong, in seconds.</summary>
    public List<double> Wrong { get; } = [];

    public static CaptureRun Of(TimedByte[] bytes)
    {
        CaptureRun run = new(bytes[0].At - 5);
        long second = (long)bytes[0].At - 5;
        byte[] chunk = new byte[16];
        for (int next = 0; next < bytes.Length;)
        {
            while (second + 1e-5 <= bytes[next].At)
            {
                run.Pulse(second++);
            }

            int length = 0;
            double at = bytes[next].At;
            for (; length < chunk.Length && next < bytes.Length && bytes[next].At - at < 0.004; next++)
            {
                chunk[length++] = bytes[next].Value;
            }

            run._now = Math.Max(run._now, at);
            run._logic.OnBytes(chunk.AsSpan(0, length), At(at));
        }

        return run;
    }

    public PosixTime Now() => Utc(_now);

    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    public void OnPulse(in LabelledPulse pulse)
    {
        Labels++;
        double error = (pulse.Second - pulse.Edge.LocalTime).TotalSeconds;
        if (Math.Abs(error) > 0.001)
        {
            Wrong.Add(error);
        }
    }

    public void OnCoarse(in CoarseObservation observation)
    {
    }

    public void OnHealth(ReceiverHealth health)
    {
    }

    private static MonotonicTime At(double time) => MonotonicTime.FromNanoseconds((long)((time - 1_000_000_000) * 1e9));

    private static PosixTime Utc(double time) => PosixTime.FromNanoseconds((long)(time * 1e9));

    private void Pulse(long second)
    {
        _now = Math.Max(_now, second);
        _logic.OnEdge(new PulseEdge(Utc(second), At(second), (uint)second));
    }
}
