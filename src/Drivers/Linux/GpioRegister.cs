using System;
using System.Globalization;
using System.IO;
using System.Threading;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>The level of one GPIO pin of a Raspberry Pi, read from its register without a system call.</summary>
/// <remarks>Only reads: whoever else has the pin, pps-gpio or a <see cref="GpioLine"/>, keeps it. Not to be read after it was disposed of.</remarks>
public sealed unsafe class GpioRegister : IDisposable
{
    private readonly GpioRegisterMap _map;
    private readonly byte* _registers;
    private readonly uint* _level;
    private bool _isDisposed;

    private GpioRegister(GpioRegisterMap map, string path)
    {
        using FileDescriptor device = FileDescriptor.Open(path, Libc.O_RDONLY | Libc.O_SYNC, HintForOpen);
        void* start = Libc.mmap(null, (nuint)map.Length, Libc.PROT_READ, Libc.MAP_SHARED, device, 0);
        if ((nint)start == -1)
        {
            throw SystemCall.Failure($"mmap {path}");
        }

        _map = map;
        _registers = (byte*)start;
        _level = (uint*)(_registers + map.LevelOffset);
    }

    /// <summary>Whether the pin is high now.</summary>
    /// <remarks>An acquiring read: on Arm the reading of the clock that follows may else overtake it.</remarks>
    public bool IsHigh => (Volatile.Read(ref *_level) >> _map.LevelBit & 1) != 0;

    /// <summary>Opens a pin's register.</summary>
    /// <param name="pin">The GPIO number.</param>
    /// <exception cref="LinuxException">No Raspberry Pi that this program knows, no such pin or no input, no permission; the message says which.</exception>
    public static GpioRegister Open(int pin)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"read GPIO {pin} by its register");
        GpioRegisterMap map = GpioRegisterMap.For(DeviceTree.Compatible, pin)
            ?? throw new LinuxException(what, Libc.ENODEV, "that works on a Raspberry Pi only, for the pins that it has");
        GpioRegister register = new(map, Array.Find(map.Devices, File.Exists) ?? map.Devices[0]);
        if (register.Objection() is string objection)
        {
            register.Dispose();
            throw new LinuxException(what, Libc.EINVAL, string.Create(CultureInfo.InvariantCulture, $"{objection}; `pinctrl set {pin} ip` makes it an input"));
        }

        return register;
    }

    /// <summary>Why the pin is no input, or null.</summary>
    internal string? Objection() => _map.Objection(offset => Volatile.Read(ref *(uint*)(_registers + offset)));

    /// <summary>Gives the registers back.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _ = Libc.munmap(_registers, (nuint)_map.Length);
        }
    }

    /// <summary>For the tests: any file as the device.</summary>
    internal static GpioRegister Over(GpioRegisterMap map, string path) => new(map, path);

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "this kernel does not give the GPIO registers to programs",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often gpio",
        _ => null,
    };
}
