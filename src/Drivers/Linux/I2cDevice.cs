using System;
using System.Globalization;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>One chip on an I²C bus, through i2c-dev.</summary>
/// <remarks>By SMBus block writes: on the wire they are a plain write of the first byte and the rest, and every adapter can do them.</remarks>
public sealed unsafe class I2cDevice : IRegisterBus
{
    private readonly FileDescriptor _bus;
    private readonly string _name;

    private I2cDevice(FileDescriptor bus, string name) => (_bus, _name) = (bus, name);

    /// <summary>Opens a bus for one chip. Nothing is sent yet, so this says nothing of whether the chip is there.</summary>
    /// <param name="path">The bus: <c>/dev/i2c-1</c>.</param>
    /// <param name="address">The chip's address of seven bits.</param>
    /// <exception cref="LinuxException">There is no such bus, no permission, or a driver of the kernel has the chip; the message says which.</exception>
    public static I2cDevice Open(string path, int address)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"address 0x{address:x2} of {path}");
        FileDescriptor bus = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        if (Libc.ioctl(bus, Libc.I2C_SLAVE, (void*)address) < 0)
        {
            LinuxException failure = SystemCall.Failure($"take {name}", HintForAddress(SystemCall.Errno));
            bus.Dispose();
            throw failure;
        }

        return new(bus, name);
    }

    /// <inheritdoc/>
    public void Write(byte first, ReadOnlySpan<byte> rest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rest.Length, IRegisterBus.LongestBlock);
        Libc.I2cSmbusData data = default;
        data.block[0] = (byte)rest.Length;
        rest.CopyTo(new Span<byte>(data.block + 1, Libc.I2C_SMBUS_BLOCK_MAX));
        Libc.I2cSmbusIoctlData request = new()
        {
            read_write = Libc.I2C_SMBUS_WRITE,
            command = first,
            size = rest.IsEmpty ? Libc.I2C_SMBUS_BYTE : Libc.I2C_SMBUS_I2C_BLOCK_DATA,
            data = &data,
        };
        int result;
        do
        {
            result = Libc.ioctl(_bus, Libc.I2C_SMBUS, &request);
        }
        while (SystemCall.WasInterrupted(result));

        if (result < 0)
        {
            throw SystemCall.Failure($"write to {_name}", HintForWrite(SystemCall.Errno));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bus.Dispose();

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such bus: switch I²C on (on a Raspberry Pi dtparam=i2c_arm=on in config.txt) and load the module i2c-dev",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often i2c",
        _ => null,
    };

    private static string? HintForAddress(int errno) => errno switch
    {
        Libc.EBUSY => "a driver of the kernel has that chip: take its dtoverlay out of config.txt",
        Libc.EINVAL => "an address has seven bits: 0x03 to 0x77",
        Libc.ENOTTY => "this is not an I²C bus",
        _ => null,
    };

    private static string? HintForWrite(int errno) => errno switch
    {
        Libc.EREMOTEIO or Libc.ENXIO => "nobody answers there: look at the wires and at the address (i2cdetect lists who is there)",
        Libc.EIO or Libc.ETIMEDOUT => "the bus is disturbed: look at the wires",
        _ => null,
    };
}
