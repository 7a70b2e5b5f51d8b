using System;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>One chip on an SPI bus that is only written to, through spidev. The chip-select line is low for exactly one write.</summary>
/// <remarks>SPI has no answer: whether a chip is there cannot be seen.</remarks>
public sealed unsafe class SpiDevice : IRegisterBus
{
    private readonly FileDescriptor _bus;
    private readonly string _path;

    private SpiDevice(FileDescriptor bus, string path) => (_bus, _path) = (bus, path);

    /// <summary>Opens a bus in mode 0, with eight bits a word.</summary>
    /// <param name="path">Bus and chip select: <c>/dev/spidev0.0</c>.</param>
    /// <param name="hertz">The highest clock rate.</param>
    /// <exception cref="LinuxException">There is no such bus, no permission, or it cannot do that; the message says which.</exception>
    public static SpiDevice Open(string path, int hertz)
    {
        FileDescriptor bus = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        byte mode = Libc.SPI_MODE_0;
        byte bits = 8;
        uint speed = (uint)hertz;
        if (Libc.ioctl(bus, Libc.SPI_IOC_WR_MODE, &mode) < 0 || Libc.ioctl(bus, Libc.SPI_IOC_WR_BITS_PER_WORD, &bits) < 0
            || Libc.ioctl(bus, Libc.SPI_IOC_WR_MAX_SPEED_HZ, &speed) < 0)
        {
            LinuxException failure = SystemCall.Failure($"set up {path}", SystemCall.Errno is Libc.ENOTTY ? "this is not an SPI bus" : null);
            bus.Dispose();
            throw failure;
        }

        return new(bus, path);
    }

    /// <inheritdoc/>
    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rest.Length, IRegisterBus.LongestBlock);
        byte* bytes = stackalloc byte[1 + IRegisterBus.LongestBlock];
        bytes[0] = first;
        rest.CopyTo(new Span<byte>(bytes + 1, IRegisterBus.LongestBlock));
        nint written;
        do
        {
            written = Libc.write(_bus, bytes, (nuint)(1 + rest.Length));
        }
        while (SystemCall.WasInterrupted(written));

        SystemCall.ThrowIfFailed(written, $"write to {_path}");
    }

    /// <inheritdoc/>
    public void Dispose() => _bus.Dispose();

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such bus: switch SPI on (on a Raspberry Pi dtparam=spi=on in config.txt)",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often spi",
        _ => null,
    };
}
