using System;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>A serial port that carries bytes unchanged: 8 data bits, no parity, 1 stop bit, no flow control.</summary>
/// <remarks>One thread reads while another may write. No other program can open the port meanwhile, but for a privileged one.</remarks>
public sealed unsafe class SerialPort : IDisposable
{
    private readonly FileDescriptor _terminal;

    private SerialPort(string path, FileDescriptor terminal)
    {
        Path = path;
        _terminal = terminal;
    }

    /// <summary>The device that was opened.</summary>
    public string Path { get; }

    /// <summary>The speed that is set, bits per second.</summary>
    /// <exception cref="LinuxException">The device is gone.</exception>
    public int BaudRate => Terminal.ReadBaudRate(_terminal);

    /// <summary>Opens a port and throws away what arrived before.</summary>
    /// <param name="path">The device: <c>/dev/ttyAMA0</c>.</param>
    /// <param name="baudRate">4,800 to 921,600 bits per second.</param>
    /// <param name="isShared">Leaves the port open to others, as for a <see cref="ModemLine"/> of the same port.</param>
    /// <exception cref="LinuxException">There is no such device, no permission, someone else has it, or it is no serial port.</exception>
    public static SerialPort Open(string path, int baudRate, bool isShared = false)
    {
        FileDescriptor terminal = FileDescriptor.Open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK, HintFor);
        try
        {
            Configure(terminal, path, baudRate, isShared);
            return new SerialPort(path, terminal);
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <summary>Changes the speed once all that was written has left at the old one, and throws away what arrived at that.</summary>
    /// <param name="baudRate">4,800 to 921,600 bits per second.</param>
    /// <exception cref="LinuxException">The device is gone, or cannot do this speed.</exception>
    public void SetBaudRate(int baudRate)
    {
        RequireBaudRate(baudRate);
        Terminal.MakeRaw(_terminal, baudRate);
        Terminal.DiscardInput(_terminal);
    }

    /// <summary>Waits for bytes and reads those that are there.</summary>
    public SerialRead Read(Span<byte> buffer, TimeSpan timeout) => Terminal.Read(_terminal, buffer, timeout);

    /// <summary>Writes all bytes; the time-out is for each wait for room in the port's buffer.</summary>
    public SerialStatus Write(ReadOnlySpan<byte> bytes, TimeSpan timeout) => Terminal.Write(_terminal, bytes, timeout);

    /// <summary>Closes the port.</summary>
    public void Dispose()
    {
        // Exclusive use outlives this descriptor while another one is open.
        if (!_terminal.IsClosed)
        {
            _ = Libc.ioctl(_terminal, Libc.TIOCNXCL, null);
        }

        _terminal.Dispose();
    }

    private static void Configure(FileDescriptor terminal, string path, int baudRate, bool isShared)
    {
        RequireBaudRate(baudRate);
        if (Libc.ioctl(terminal, isShared ? Libc.TIOCNXCL : Libc.TIOCEXCL, null) < 0)
        {
            throw SystemCall.Failure($"{(isShared ? "TIOCNXCL" : "TIOCEXCL")} on {path}", SystemCall.Errno == Libc.ENOTTY ? "this is not a serial port" : null);
        }

        Terminal.MakeRaw(terminal, baudRate);
        AskForLowLatency(terminal);
        Terminal.DiscardInput(terminal);
    }

    private static void RequireBaudRate(int baudRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(baudRate, 4_800);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baudRate, 921_600);
    }

    /// <summary>USB adapters hold bytes back for up to 16 ms otherwise; drivers without such a thing refuse, which is no fault.</summary>
    private static void AskForLowLatency(FileDescriptor terminal)
    {
        Libc.SerialStruct serial = default;
        if (Libc.ioctl(terminal, Libc.TIOCGSERIAL, &serial) == 0)
        {
            serial.flags |= Libc.ASYNC_LOW_LATENCY;
            _ = Libc.ioctl(terminal, Libc.TIOCSSERIAL, &serial);
        }
    }

    private static string? HintFor(int errno) => errno switch
    {
        Libc.ENOENT => "no such device: is the receiver plugged in, and the path right?",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often dialout",
        Libc.EBUSY => "another program uses the port, perhaps a login console or gpsd",
        Libc.ENXIO or Libc.ENODEV or Libc.EIO => "the device file is there but no device behind it",
        _ => null,
    };
}
