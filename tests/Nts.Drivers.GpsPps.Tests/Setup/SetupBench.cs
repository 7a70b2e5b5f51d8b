using System;
using System.Collections.Generic;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>A receiver's logic and a receiver with a line of real bits between them, in virtual time.</summary>
internal sealed class SetupBench : IClock
{
    private const long Step = 4_000_000;
    private const long IdleInterval = 100_000_000;
    private static readonly PosixTime Start = PosixTime.FromSeconds(1_795_000_000);

    private readonly Queue<byte> _toUs = new();
    private int _rate;
    private long _credit;
    private long _lastTold;
    private long _lastSecond = Start.WholeSeconds;
    private PosixTime _now = Start;

    public SetupBench(ITalker talker, ReceiverOptions? options = null, bool isUsb = false)
    {
        Talker = talker;
        options ??= new ReceiverOptions("/dev/ttyTEST", null) { IsConfigured = true };
        Logic = new ReceiverLogic(options, this, Moment, Listener);
        string port = options.Port ?? "/dev/ttyFOUND";
        _rate = Logic.FirstBaudRate(port);
        Logic.OnPortOpened(port, isUsb);
    }

    public ITalker Talker { get; set; }

    public RecordingListener Listener { get; } = new();

    public ReceiverLogic Logic { get; }

    public ReceiverHealth Health => Logic.Health;

    /// <summary>All that was written, whether it was understood or not.</summary>
    public List<byte[]> Written { get; } = [];

    /// <summary>The rates at which was listened, in their order.</summary>
    public List<int> Rates { get; } = [];

    /// <summary>The port was given up.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Our wire to the receiver is cut.</summary>
    public bool IsCut { get; set; }

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => (_now - Start).TotalSeconds;

    public PosixTime Now() => _now;

    public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;

    /// <summary>Lets time pass.</summary>
    public SetupBench Run(double seconds)
    {
        for (PosixTime end = _now + NtpDuration.FromSeconds(seconds); _now < end && !HasLeft;)
        {
            OneStep();
        }

        return this;
    }

    /// <summary>Lets time pass until something is so, or a time is over.</summary>
    public SetupBench Until(Func<SetupBench, bool> isSo, double seconds = 300)
    {
        for (PosixTime end = _now + NtpDuration.FromSeconds(seconds); _now < end && !isSo(this);)
        {
            OneStep();
        }

        return this;
    }

    private void OneStep()
    {
        _now += NtpDuration.FromNanoseconds(Step);
        if (_now.WholeSeconds > _lastSecond && _now.SubsecondNanoseconds >= 70_000_000)
        {
            _lastSecond = _now.WholeSeconds;
            Send(Talker.Burst(_lastSecond));
        }

        Deliver();
        while (Logic.TryTakeAction(out PortAction action))
        {
            Do(action);
        }
    }

    private void Deliver()
    {
        // Bits that fit into this step at the talker's rate.
        _credit = _toUs.Count == 0 ? 0 : _credit + (Talker.BaudRate * Step);
        int count = (int)Math.Min(_toUs.Count, _credit / 10_000_000_000);
        if (count > 0)
        {
            _credit -= count * 10_000_000_000;
            byte[] sent = new byte[count];
            for (int i = 0; i < count; i++)
            {
                sent[i] = _toUs.Dequeue();
            }

            Logic.OnBytes(SerialLine.Heard(sent, Talker.BaudRate, _rate), Moment());
            _lastTold = Moment().Nanoseconds;
        }
        else if (Moment().Nanoseconds - _lastTold >= IdleInterval)
        {
            _lastTold = Moment().Nanoseconds;
            Logic.OnPortIdle();
        }
    }

    private void Do(PortAction action)
    {
        if (action.Write is { } bytes)
        {
            Written.Add(bytes);
            (byte[] reply, int rate) = IsCut ? ([], Talker.BaudRate) : Talker.Answer(SerialLine.Heard(bytes, _rate, Talker.BaudRate));
            Send(reply);
            if (rate != Talker.BaudRate)
            {
                // What stands before the answer still goes at the old rate.
                while (_toUs.Count > 0)
                {
                    _now += NtpDuration.FromNanoseconds(Step);
                    Deliver();
                }

                Talker.ChangeRate(rate);
            }
        }

        if (action.BaudRate is int wanted)
        {
            _rate = wanted;
            Rates.Add(wanted);
        }

        HasLeft |= action.Leave;
    }

    private void Send(byte[] bytes)
    {
        foreach (byte value in bytes)
        {
            _toUs.Enqueue(value);
        }
    }

    private MonotonicTime Moment() => MonotonicTime.FromNanoseconds(_now.Nanoseconds - Start.Nanoseconds + 1_000_000_000_000);
}
