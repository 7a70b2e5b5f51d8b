using System;
using System.Globalization;
using Nts.Discipline;
using Nts.Drivers.Linux;
using Nts.Time;

namespace Nts.Drivers.GpsPps;

/// <summary>Where the pulse comes in.</summary>
/// <param name="Description">For people: <c>/dev/pps0</c>.</param>
/// <param name="Open">Opens it; edges are stamped on the clock given. Throws <see cref="LinuxException"/> when it cannot be opened.</param>
public sealed record PulseInput(string Description, Func<IClock, IPulseSource> Open)
{
    /// <summary>The serial port that the pulse comes in by; null for others. The receiver's messages may come by the same one.</summary>
    public string? SerialPort { get; private init; }

    /// <summary>A line of a GPIO chip, stamped by the kernel's interrupt handler.</summary>
    /// <param name="chip">The chip's label, <c>pinctrl-rp1</c>, or its path.</param>
    /// <param name="line">The line's number, 0 or more; on a Raspberry Pi the GPIO number.</param>
    /// <param name="direction">The edge that marks the second; null to find out.</param>
    /// <param name="bias">How late the stamps are; null when that is not known.</param>
    public static PulseInput Gpio(string chip, int line, EdgeDirection? direction, StampBias? bias = null) =>
        new(Describe(chip, line), clock => PulseOpening.Interrupts(chip, line, direction, bias, clock));

    /// <summary>The same, polled beside where the machine lets it be: a Raspberry Pi's own pins, and permission to read their registers.</summary>
    /// <param name="chip">The chip's label or path.</param>
    /// <param name="line">The line's number.</param>
    /// <param name="direction">The edge that marks the second; null to find out.</param>
    /// <param name="bias">How late interrupts are stamped; null to measure it.</param>
    /// <param name="remembered">What was measured another day, by the input's description; it counts until a new measurement.</param>
    public static PulseInput PolledGpio(string chip, int line, EdgeDirection? direction, StampBias? bias = null, Func<string, StampBias?>? remembered = null)
    {
        string description = Describe(chip, line);
        return new(description, clock => PulseOpening.Best(chip, line, direction, bias, remembered?.Invoke(description), clock));
    }

    /// <summary>A Raspberry Pi's pin, polled alone.</summary>
    /// <param name="line">The GPIO number.</param>
    /// <param name="direction">The edge that marks the second.</param>
    public static PulseInput PolledAlone(int line, EdgeDirection direction) => new(
        string.Create(CultureInfo.InvariantCulture, $"GPIO {line}, polled"),
        clock => PulseOpening.Polled(line, direction, clock));

    /// <summary>A PPS device of the kernel.</summary>
    /// <param name="path">The device: <c>/dev/pps0</c>.</param>
    /// <param name="direction">The edge that marks the second.</param>
    /// <param name="bias">How late the stamps are; null when that is not known.</param>
    public static PulseInput Pps(string path, EdgeDirection direction, StampBias? bias = null) =>
        new(path, clock => PulseOpening.Pps(path, direction, bias, clock));

    /// <summary>A PPS device by what its driver calls it, whatever its number is.</summary>
    /// <param name="name">As <see cref="PpsEntry.Find"/> takes it; empty for the only one that is not the machine's own timer.</param>
    /// <param name="direction">The edge that marks the second.</param>
    /// <param name="bias">How late the stamps are; null when that is not known.</param>
    public static PulseInput PpsNamed(string name, EdgeDirection direction, StampBias? bias = null) => new(
        name.Length == 0 ? "the PPS device" : $"PPS device {name}",
        clock => PulseOpening.Pps(PpsEntry.Find(PpsEntry.All(), name).Device, direction, bias, clock));

    /// <summary>A pin of a network card's PTP clock.</summary>
    /// <param name="path">The device: <c>/dev/ptp0</c>.</param>
    /// <param name="channel">The channel of external time stamps, 0 or more.</param>
    /// <param name="pin">The pin that feeds it; null for the one that does already, or the only one.</param>
    /// <param name="direction">The edge that marks the second.</param>
    public static PulseInput Ptp(string path, int channel, int? pin, EdgeDirection direction) => new(
        string.Create(CultureInfo.InvariantCulture, $"channel {channel} of {path}"),
        clock => KernelPulseSource.Over(PtpTimestamps.Open(path, channel, pin, direction), clock));

    /// <summary>A modem line of a serial port.</summary>
    /// <param name="path">The device: <c>/dev/ttyS0</c>.</param>
    /// <param name="pin">The line.</param>
    /// <param name="direction">The change that marks the second, rising to asserted; null to find out.</param>
    /// <param name="bias">How late the stamps are; null when that is not known.</param>
    public static PulseInput Modem(string path, ModemPin pin, EdgeDirection? direction, StampBias? bias = null) =>
        new($"{pin.ToString().ToUpperInvariant()} of {path}", clock => PulseOpening.Modem(path, pin, direction, bias, clock)) { SerialPort = path };

    private static string Describe(string chip, int line) => string.Create(CultureInfo.InvariantCulture, $"GPIO line {line} of {chip}");
}
