using System;
using System.Threading;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A serial port's modem line, whose changes a thread of this program stamps when it wakes up.</summary>
/// <remarks>
/// Stamped tens of microseconds late, over USB a millisecond. The kernel's own line discipline (<c>ldattach pps /dev/ttyS0</c>, then
/// <c>/dev/pps0</c>) stamps in the interrupt handler and is better where it can be had.
/// The kernel's wait for a change has no time-out and nothing ends it but a change: after <see cref="Dispose"/> the thread stays until
/// the next one.
/// </remarks>
public sealed unsafe class ModemLine : IDisposable
{
    private const int Kept = 16;

    private readonly FileDescriptor _port;
    private readonly ModemPin _pin;
    private readonly SemaphoreSlim _available = new(0);
    private readonly Lock _lock = new();
    private readonly StampedEdge[] _edges = new StampedEdge[Kept];
    private int _count;
    private bool _isEnded;

    private ModemLine(FileDescriptor port, ModemPin pin)
    {
        _port = port;
        _pin = pin;
    }

    /// <summary>Opens a port for its modem line alone; data, speed and other settings stay as they are.</summary>
    /// <param name="path">The device: <c>/dev/ttyS0</c>.</param>
    /// <param name="pin">The line.</param>
    /// <exception cref="LinuxException">There is no such port, no permission, or it does not count the line's changes.</exception>
    public static ModemLine Open(string path, ModemPin pin)
    {
        FileDescriptor port = FileDescriptor.Open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, HintForOpen);
        Libc.SerialIcounterStruct counts;
        if (Libc.ioctl(port, Libc.TIOCGICOUNT, &counts) < 0)
        {
            LinuxException failure = SystemCall.Failure($"TIOCGICOUNT on {path}", "this is no serial port with modem lines");
            port.Dispose();
            throw failure;
        }

        ModemLine line = new(port, pin);
        new Thread(line.Run) { Name = "modem line", IsBackground = true }.Start();
        return line;
    }

    /// <summary>Waits for the next change of the line, either way.</summary>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="edge">The change, when the status is <see cref="EdgeStatus.Edge"/>.</param>
    public EdgeStatus Wait(TimeSpan timeout, out StampedEdge edge)
    {
        edge = default;
        if (!_available.Wait(timeout))
        {
            return EdgeStatus.TimedOut;
        }

        lock (_lock)
        {
            if (_count == 0)
            {
                // For whoever asks again.
                _available.Release();
                return EdgeStatus.Gone;
            }

            edge = _edges[0];
            _count--;
            Array.Copy(_edges, 1, _edges, 0, _count);
            return EdgeStatus.Edge;
        }
    }

    /// <summary>Whether the line is asserted now; null when the port is gone.</summary>
    public bool? ReadLevel()
    {
        int lines;
        return Libc.ioctl(_port, Libc.TIOCMGET, &lines) < 0 ? null : (lines & Mask(_pin)) != 0;
    }

    /// <summary>Stops taking edges.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
        }

        _port.Dispose();
    }

    /// <summary>The kernel's count of the line's changes.</summary>
    internal static int Changes(in Libc.SerialIcounterStruct counts, ModemPin pin) => pin switch
    {
        ModemPin.Cts => counts.cts,
        ModemPin.Ri => counts.rng,
        _ => counts.dcd,
    };

    private static int Mask(ModemPin pin) => pin switch
    {
        ModemPin.Cts => Libc.TIOCM_CTS,
        ModemPin.Ri => Libc.TIOCM_RI,
        _ => Libc.TIOCM_CD,
    };

    private void Run()
    {
        // Late is wrong here: every microsecond until this thread runs is in the stamp.
        _ = RealTimePriority.TryTake();
        try
        {
            while (WaitForChange() && Keep(SystemClock.Read()))
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // The port was closed between two waits.
        }

        lock (_lock)
        {
            _isEnded = true;
        }

        _available.Release();
    }

    private bool WaitForChange()
    {
        int result;
        do
        {
            result = Libc.ioctl(_port, Libc.TIOCMIWAIT, (void*)Mask(_pin));
        }
        while (SystemCall.WasInterrupted(result));

        return result == 0;
    }

    private bool Keep(PosixTime stamp)
    {
        Libc.SerialIcounterStruct counts;
        if (Libc.ioctl(_port, Libc.TIOCGICOUNT, &counts) < 0 || ReadLevel() is not bool isHigh)
        {
            return false;
        }

        lock (_lock)
        {
            // Whoever does not fetch them in time loses the newest: the gap shows in the sequence.
            if (!_isEnded && _count < Kept)
            {
                uint sequence = unchecked((uint)Changes(counts, _pin));
                _edges[_count++] = new StampedEdge(stamp, isHigh ? EdgeDirection.Rising : EdgeDirection.Falling, sequence);
                _available.Release();
            }

            return !_isEnded;
        }
    }

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such port",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often dialout",
        Libc.EBUSY => "another program has the port to itself",
        Libc.EIO or Libc.ENXIO or Libc.ENODEV => "the device file is there but no port behind it",
        _ => null,
    };
}
