using System;
using System.Threading;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>A receiver without hardware: real NMEA and UBX on a real pseudo terminal at a real baud rate, and edges.</summary>
/// <remarks>
/// Its true time is a clock that it is given, in practice the host's. It announces itself as simulated in a TXT sentence and in
/// UBX-MON-VER, and <see cref="Options"/> carries the same to whatever shows the receiver's data. The position it sends is 0° north, 0°
/// east.
/// </remarks>
public sealed class SimulatedReceiver : IDisposable
{
    private const int BitsPerByte = 10;

    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes are written in portions of this much time, as a UART's FIFO hands them out.</summary>
    private static readonly NtpDuration Portion = NtpDuration.FromMilliseconds(4);

    private readonly IClock _trueTime;
    private readonly SimulatedScript _script;
    private readonly SimulatedUblox _settings;
    private readonly Lock _line = new();
    private readonly PseudoTerminal _terminal = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private readonly Thread _commandThread;

    /// <summary>Opens the pseudo terminal and starts to send.</summary>
    /// <param name="options">What the receiver is like.</param>
    /// <param name="trueTime">What it takes for the true time: the host's CLOCK_REALTIME.</param>
    public SimulatedReceiver(SimulatorOptions options, IClock trueTime)
    {
        _settings = new SimulatedUblox(options);
        _trueTime = trueTime;
        _script = new SimulatedScript(options, trueTime.Now());
        Options = new ReceiverOptions(_terminal.SlavePath, options.BaudRate)
        {
            Pulse = new PulseInput("simulated pulse", clock => new SimulatedPulseSource(_script, trueTime, clock, _stop)),
            Simulation = "simulated receiver: time and pulse come from the host's clock, not from satellites",
        };
        _thread = new Thread(Send) { Name = "simulated receiver", IsBackground = true };
        _commandThread = new Thread(Obey) { Name = "simulated receiver commands", IsBackground = true };
        _thread.Start();
        _commandThread.Start();
    }

    /// <summary>How to open this receiver as a <see cref="Receiver"/> that is told all and changes nothing.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>The rate at which it talks now.</summary>
    public int BaudRate
    {
        get
        {
            lock (_line)
            {
                return _settings.BaudRate;
            }
        }
    }

    /// <summary>It loses power for a moment, and with it all that it was told.</summary>
    public void LosePower()
    {
        lock (_line)
        {
            _settings.Reset();
        }
    }

    /// <summary>Stops sending and closes the pseudo terminal.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _commandThread.Join();
        _terminal.Dispose();
    }

    private void Send()
    {
        long second = _trueTime.Now().WholeSeconds;
        while (!_stop.IsSet)
        {
            second = SimulatedScript.Following(second, _trueTime.Now());
            SimulatedSecond now = _script.At(second);
            if (now.SerialDelay is NtpDuration delay)
            {
                SendBurst(now, _script.At(second + 1), now.Second + delay);
            }
            else
            {
                SimulatedWait.Until(_trueTime, now.Second, _stop);
            }
        }
    }

    private void SendBurst(in SimulatedSecond now, in SimulatedSecond next, PosixTime start)
    {
        if (!SimulatedWait.Until(_trueTime, start, _stop))
        {
            return;
        }

        lock (_line)
        {
            Send(SimulatedBurst.Compose(now, next, _settings), start);
        }
    }

    private void Send(ReadOnlySpan<byte> bytes, PosixTime start)
    {
        NtpDuration byteTime = NtpDuration.FromSeconds((double)BitsPerByte / _settings.BaudRate);
        int portion = Math.Max(1, (int)(Portion.TotalSeconds / byteTime.TotalSeconds));
        int sent = 0;
        while (sent < bytes.Length)
        {
            // A byte is there when its last bit has passed; the first comes alone, since its arrival is what receivers are timed by.
            int end = sent == 0 ? 1 : Math.Min(sent + portion, bytes.Length);
            if (!SimulatedWait.Until(_trueTime, start + (byteTime * end), _stop))
            {
                return;
            }

            // While nobody reads, the terminal fills up and bytes are lost, as on a wire.
            _ = _terminal.Write(SerialLine.Heard(bytes[sent..end], _settings.BaudRate, _terminal.BaudRate), TimeSpan.Zero);
            sent = end;
        }
    }

    private void Obey()
    {
        byte[] buffer = new byte[1024];
        while (!_stop.IsSet)
        {
            SerialRead read = _terminal.Read(buffer, LongestNap);
            if (read.Status is not SerialStatus.Done)
            {
                continue;
            }

            int sentAt = _terminal.BaudRate;
            lock (_line)
            {
                (byte[] reply, int next) = _settings.Answer(SerialLine.Heard(buffer.AsSpan(0, read.Count), sentAt, _settings.BaudRate));
                Send(reply, _trueTime.Now());
                _settings.ChangeRate(next);
            }
        }
    }
}
