using System;
using System.Text;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>A terminal without hardware: what is written here is read by whoever opens <see cref="SlavePath"/> as a serial port.</summary>
/// <remarks>The kernel keeps the speed but does not pace the bytes. What nobody reads is kept up to about 4 KB; then writes time out.</remarks>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private const int InitialBaudRate = 9600;

    private readonly FileDescriptor _master;

    // Kept open, so that the master stays usable while no port is open.
    private readonly FileDescriptor _slave;

    /// <summary>Creates a pair of terminals.</summary>
    /// <exception cref="LinuxException">The system gives no pseudo terminals.</exception>
    public PseudoTerminal()
    {
        int master = Libc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        _master = FileDescriptor.From(master, "posix_openpt");
        try
        {
            SystemCall.ThrowIfFailed(Libc.grantpt(_master), "grantpt");
            SystemCall.ThrowIfFailed(Libc.unlockpt(_master), "unlockpt");
            SlavePath = ReadSlavePath(_master);
            _slave = FileDescriptor.Open(SlavePath, Libc.O_RDWR | Libc.O_NOCTTY, _ => null);
            Terminal.MakeRaw(_slave, InitialBaudRate);
        }
        catch
        {
            _slave?.Dispose();
            _master.Dispose();
            throw;
        }
    }

    /// <summary>The device to open as a <see cref="SerialPort"/>.</summary>
    public string SlavePath { get; }

    /// <summary>The speed that the other end has set, bits per second.</summary>
    public int BaudRate => Terminal.ReadBaudRate(_slave);

    /// <summary>Waits for bytes from the other end and reads those that are there.</summary>
    public SerialRead Read(Span<byte> buffer, TimeSpan timeout) => Terminal.Read(_master, buffer, timeout);

    /// <summary>Writes all bytes to the other end; the time-out is for each wait for room.</summary>
    public SerialStatus Write(ReadOnlySpan<byte> bytes, TimeSpan timeout) => Terminal.Write(_master, bytes, timeout);

    /// <summary>Closes the pair; a port on the other end hangs up.</summary>
    public void Dispose()
    {
        _slave.Dispose();
        _master.Dispose();
    }

    private static string ReadSlavePath(FileDescriptor master)
    {
        Span<byte> name = stackalloc byte[64];
        fixed (byte* pointer = name)
        {
            int errno = Libc.ptsname_r(master, pointer, (nuint)name.Length);
            return errno == 0 ? Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]) : throw new LinuxException("ptsname_r", errno);
        }
    }
}
