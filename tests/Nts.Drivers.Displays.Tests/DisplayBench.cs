using System;
using System.Collections.Generic;
using System.Threading;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.Displays;

/// <summary>A display of eight digits on a made-up clock, and a bus to it that can be pulled out.</summary>
internal sealed class DisplayBench : IFaceSource, IDisposable
{
    private readonly DisplayLoop _loop;
    private readonly RegisterModel _model = new();
    private PosixTime _now;
    private (PosixTime At, NtpDuration By)? _jump;

    public DisplayBench(PosixTime start)
    {
        _now = start;
        _loop = new(new Max7219(4), Open, this, Sleep, Said.Add);
    }

    /// <summary>What the loop said.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Error number of the bus; 0 while it works.</summary>
    public int Errno { get; set; }

    /// <summary>How often somebody tried to open the bus.</summary>
    public int Openings { get; private set; }

    /// <summary>Writes so far, and what the clock read at the last.</summary>
    public (int Count, PosixTime At) Writes { get; private set; }

    /// <summary>By how much the next sleep ends too early.</summary>
    public NtpDuration EarlyBy { get; set; }

    public LeapPlan Leap { get; set; }

    /// <summary>The clock jumps when it comes to a time.</summary>
    public void Jump(PosixTime at, NtpDuration by) => _jump = (at, by);

    /// <summary>Shows the next second.</summary>
    /// <returns>What the digits say then.</returns>
    public string Show()
    {
        _loop.ShowNext(CancellationToken.None);
        return Read();
    }

    public void Refresh()
    {
    }

    public Face For(ClockSecond second) => new() { Time = DateTime.UnixEpoch.AddSeconds(second.Count), IsLeapSecond = second.IsLeap, State = FaceState.Locked };

    public PosixTime Now() => _now;

    public void Dispose() => _loop.Dispose();

    private void Sleep(NtpDuration time)
    {
        _now += time - EarlyBy;
        EarlyBy = NtpDuration.Zero;
        if (_jump is { } jump && _now >= jump.At)
        {
            _now += jump.By;
            _jump = null;
        }
    }

    private Bus Open()
    {
        Openings++;
        return Errno == 0 ? new Bus(this) : throw new LinuxException("open the display", Errno);
    }

    /// <summary>The digits by the segments of digits, from the left.</summary>
    private string Read()
    {
        string text = "";
        for (int register = 8; register >= 1; register--)
        {
            foreach (char character in "0123456789-")
            {
                RegisterModel one = new();
                Max7219 chip = new(4);
                chip.Draw(new() { Time = DateTime.UnixEpoch.AddSeconds(char.IsDigit(character) ? character - '0' : 0), State = FaceState.Locked }, one);
                text += one.Registers[character == '-' ? 3 : 1] == _model.Registers[register] ? character : "";
            }
        }

        return text;
    }

    private sealed class Bus(DisplayBench bench) : IRegisterBus
    {
        public void Write(byte first, ReadOnlySpan<byte> rest)
        {
            if (bench.Errno != 0)
            {
                throw new LinuxException("write to the display", bench.Errno);
            }

            bench.Writes = (bench.Writes.Count + 1, bench._now);
            bench._model.Write(first, rest);
        }

        public void Dispose()
        {
        }
    }
}
