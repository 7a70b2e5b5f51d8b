using System;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>What a serial port and the other end of a pseudo terminal have in common.</summary>
internal static unsafe class Terminal
{
    /// <summary>Makes bytes pass unchanged, eight bits without parity, and sets the speed once all that was written has left.</summary>
    internal static void MakeRaw(FileDescriptor terminal, int baudRate)
    {
        Libc.Termios2 settings = default;
        SystemCall.ThrowIfFailed(Libc.ioctl(terminal, Libc.TCGETS2, &settings), "TCGETS2");
        settings = RawSettings(settings, baudRate);
        SystemCall.ThrowIfFailed(Libc.ioctl(terminal, Libc.TCSETSW2, &settings), "TCSETSW2");
    }

    /// <summary>The speed that is set, in bits per second.</summary>
    internal static int ReadBaudRate(FileDescriptor terminal)
    {
        Libc.Termios2 settings = default;
        SystemCall.ThrowIfFailed(Libc.ioctl(terminal, Libc.TCGETS2, &settings), "TCGETS2");
        return (int)settings.c_ospeed;
    }

    /// <summary>Raw, 8N1, modem lines ignored, no hang-up on close; a read returns what there is.</summary>
    internal static Libc.Termios2 RawSettings(Libc.Termios2 settings, int baudRate)
    {
        settings.c_iflag = Libc.IGNBRK;
        settings.c_oflag = 0;
        settings.c_lflag = 0;
        settings.c_cflag = Libc.CS8 | Libc.CREAD | Libc.CLOCAL | Libc.BOTHER;
        settings.c_cc[Libc.VMIN] = 1;
        settings.c_cc[Libc.VTIME] = 0;
        settings.c_ispeed = (uint)baudRate;
        settings.c_ospeed = (uint)baudRate;
        return settings;
    }

    /// <summary>Throws away what arrived before anyone listened.</summary>
    internal static void DiscardInput(FileDescriptor terminal) => _ = Libc.ioctl(terminal, Libc.TCFLSH, (void*)Libc.TCIFLUSH);

    internal static SerialRead Read(FileDescriptor terminal, Span<byte> buffer, TimeSpan timeout)
    {
        if (!Readiness.Wait(terminal, Libc.POLLIN, timeout))
        {
            return new(SerialStatus.TimedOut, 0, MonotonicClock.Now());
        }

        MonotonicTime arrival = MonotonicClock.Now();
        nint count;
        fixed (byte* pointer = buffer)
        {
            do
            {
                count = Libc.read(terminal, pointer, (nuint)buffer.Length);
            }
            while (SystemCall.WasInterrupted(count));
        }

        return new(count > 0 ? SerialStatus.Done : count == 0 ? SerialStatus.HungUp : StatusOfFailure("read"), (int)Math.Max(count, 0), arrival);
    }

    internal static SerialStatus Write(FileDescriptor terminal, ReadOnlySpan<byte> bytes, TimeSpan timeout)
    {
        while (!bytes.IsEmpty)
        {
            if (!Readiness.Wait(terminal, Libc.POLLOUT, timeout))
            {
                return SerialStatus.TimedOut;
            }

            nint count;
            fixed (byte* pointer = bytes)
            {
                do
                {
                    count = Libc.write(terminal, pointer, (nuint)bytes.Length);
                }
                while (SystemCall.WasInterrupted(count));
            }

            if (count < 0)
            {
                return StatusOfFailure("write");
            }

            bytes = bytes[(int)count..];
        }

        return SerialStatus.Done;
    }

    private static SerialStatus StatusOfFailure(string call) => SystemCall.Errno switch
    {
        Libc.EAGAIN => SerialStatus.TimedOut,
        Libc.EIO or Libc.ENXIO or Libc.ENODEV => SerialStatus.HungUp,
        _ => throw SystemCall.Failure(call),
    };
}
