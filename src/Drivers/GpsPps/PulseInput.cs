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
    /// <summary>A line of a GPIO chip.</summary>
    /// <param name="chip">The chip's label, <c>pinctrl-rp1</c>, or its path.</param>
    /// <param name="line">The line's number, 0 or more; on a Raspberry Pi the GPIO number.</param>
    /// <param name="direction">The edge that marks the second.</param>
    public static PulseInput Gpio(string chip, int line, EdgeDirection direction) => new(
        string.Create(CultureInfo.InvariantCulture, $"GPIO line {line} of {chip}"),
        clock => KernelPulseSource.Over(GpioLine.Open(chip, line, direction, LineBias.AsIs), clock));

    /// <summary>A PPS device of the kernel.</summary>
    /// <param name="path">The device: <c>/dev/pps0</c>.</param>
    /// <param name="direction">The edge that marks the second.</param>
    public static PulseInput Pps(string path, EdgeDirection direction) =>
        new(path, clock => KernelPulseSource.Over(PpsDevice.Open(path, direction), clock));
}
