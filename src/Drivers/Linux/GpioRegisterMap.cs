using System;

namespace Nts.Drivers.Linux;

/// <summary>Where in a Raspberry Pi's GPIO registers a pin's level stands, and what the pin is set to.</summary>
/// <remarks>
/// Offsets are from the start of the mapped device. BCM2835 ARM Peripherals §6.1 (the same up to BCM2711); RP1 Peripherals §3.1, with
/// IO_BANK at 0, SYS_RIO at 0x10000 and PADS at 0x20000 of the device.
/// </remarks>
internal sealed record GpioRegisterMap
{
    private const int BroadcomPins = 58;
    private const int BroadcomInput = 0;
    private const int BroadcomOutput = 1;
    private const uint Rp1RegisterIo = 5;
    private const uint Rp1InputEnable = 1 << 6;

    /// <summary>First pins of RP1's three banks.</summary>
    private static readonly int[] Rp1Banks = [0, 28, 34, 54];

    /// <summary>The devices that give the registers to programs, the likeliest first.</summary>
    public required string[] Devices { get; init; }

    /// <summary>Octets to map.</summary>
    public required int Length { get; init; }

    /// <summary>Offset of the word with the level.</summary>
    public required int LevelOffset { get; init; }

    /// <summary>The pin's bit in that word.</summary>
    public required int LevelBit { get; init; }

    /// <summary>Why the pin cannot be read as an input, by the word at an offset; null when it can.</summary>
    public required Func<Func<int, uint>, string?> Objection { get; init; }

    /// <summary>The map of a machine.</summary>
    /// <param name="compatible">What its device tree says under <c>compatible</c>, or nothing.</param>
    /// <param name="pin">The GPIO number.</param>
    /// <returns>Null when the machine is not known, or has no such pin.</returns>
    public static GpioRegisterMap? For(string compatible, int pin) =>
        compatible.Contains("brcm,bcm2712", StringComparison.Ordinal) ? Rp1(pin)
        : compatible.Contains("brcm,bcm2711", StringComparison.Ordinal) || compatible.Contains("brcm,bcm283", StringComparison.Ordinal) ? Broadcom(pin)
        : null;

    private static GpioRegisterMap? Broadcom(int pin) => pin is < 0 or >= BroadcomPins ? null : new()
    {
        Devices = ["/dev/gpiomem", "/dev/gpiomem0"],
        Length = 0x1000,
        LevelOffset = 0x34 + (4 * (pin / 32)),
        LevelBit = pin % 32,
        Objection = read => (read(4 * (pin / 10)) >> (3 * (pin % 10)) & 7) switch
        {
            BroadcomInput => null,
            BroadcomOutput => "it is an output",
            _ => "it is given to another function, such as sound or a serial port",
        },
    };

    private static GpioRegisterMap? Rp1(int pin)
    {
        if (pin < 0 || pin >= Rp1Banks[^1])
        {
            return null;
        }

        int bank = pin >= Rp1Banks[2] ? 2 : pin >= Rp1Banks[1] ? 1 : 0;
        int bit = pin - Rp1Banks[bank];
        int start = bank * 0x4000;
        return new()
        {
            Devices = ["/dev/gpiomem0"],
            Length = 0x30000,
            LevelOffset = 0x10008 + start,
            LevelBit = bit,
            Objection = read => (read(0x20004 + start + (4 * bit)) & Rp1InputEnable) == 0 ? "its input is switched off"
                : (read(4 + start + (8 * bit)) & 0x1F) == Rp1RegisterIo && (read(0x10004 + start) >> bit & 1) != 0 ? "it is an output"
                : null,
        };
    }
}
