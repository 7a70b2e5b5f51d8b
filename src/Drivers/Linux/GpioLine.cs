using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>One input line of a GPIO chip whose edges the kernel stamps (GPIO character device, version 2, kernel 5.11 or later).</summary>
/// <remarks>One thread waits for edges. The kernel keeps 16 that nobody has read yet.</remarks>
public sealed unsafe class GpioLine : IDisposable
{
    private const string ConsumerName = "nts";
    private readonly FileDescriptor _line;

    internal GpioLine(FileDescriptor line) => _line = line;

    /// <summary>Takes a line for input. A line that pps-gpio or another program has cannot be taken.</summary>
    /// <param name="chip">The chip's label, <c>pinctrl-rp1</c>, or its path, <c>/dev/gpiochip0</c>. Numbers of chips change between kernels, labels do not.</param>
    /// <param name="line">The line's number on the chip, 0 or more.</param>
    /// <param name="direction">The edge of interest; null for both.</param>
    /// <param name="bias">What pulls the line while nothing drives it.</param>
    /// <exception cref="LinuxException">There is no such chip or line, it is taken, or there is no permission; the message says which.</exception>
    public static GpioLine Open(string chip, int line, EdgeDirection? direction, LineBias bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        string path = chip.StartsWith('/') ? chip : FindByLabel(chip);
        using FileDescriptor descriptor = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        Libc.GpiochipInfo info = ReadInfo(descriptor, path);
        string what = string.Create(CultureInfo.InvariantCulture, $"line {line} of {path}");
        if (line >= info.lines)
        {
            throw new LinuxException($"request {what}", Libc.EINVAL, string.Create(CultureInfo.InvariantCulture, $"the chip has lines 0 to {info.lines - 1}"));
        }

        Libc.GpioV2LineRequest request = Request(line, direction, bias);
        if (Libc.ioctl(descriptor, Libc.GPIO_V2_GET_LINE_IOCTL, &request) < 0)
        {
            throw SystemCall.Failure($"request {what}", HintForRequest(SystemCall.Errno));
        }

        return new(FileDescriptor.From(request.fd, what));
    }

    /// <summary>Waits for the next edge.</summary>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="edge">The edge, when the status is <see cref="EdgeStatus.Edge"/>.</param>
    public EdgeStatus Wait(TimeSpan timeout, out StampedEdge edge)
    {
        edge = default;
        if (!Readiness.Wait(_line, Libc.POLLIN, timeout))
        {
            return EdgeStatus.TimedOut;
        }

        Libc.GpioV2LineEvent lineEvent;
        nint count;
        do
        {
            count = Libc.read(_line, (byte*)&lineEvent, (nuint)sizeof(Libc.GpioV2LineEvent));
        }
        while (SystemCall.WasInterrupted(count));

        // The kernel gives whole events; less is the end of the device.
        if (count < sizeof(Libc.GpioV2LineEvent))
        {
            return EdgeStatus.Gone;
        }

        edge = Decode(lineEvent);
        return EdgeStatus.Edge;
    }

    /// <summary>Whether the line is high now; null when the device is gone.</summary>
    public bool? ReadLevel()
    {
        Libc.GpioV2LineValues values = new() { mask = 1 };
        return Libc.ioctl(_line, Libc.GPIO_V2_LINE_GET_VALUES_IOCTL, &values) < 0 ? null : values.bits != 0;
    }

    /// <summary>Gives the line back.</summary>
    public void Dispose() => _line.Dispose();

    /// <summary>One input line with stamps on CLOCK_REALTIME.</summary>
    internal static Libc.GpioV2LineRequest Request(int line, EdgeDirection? direction, LineBias bias)
    {
        Libc.GpioV2LineRequest request = new() { num_lines = 1 };
        request.offsets[0] = (uint)line;
        Encoding.ASCII.GetBytes(ConsumerName, new Span<byte>(request.consumer, Libc.GPIO_MAX_NAME_SIZE));
        request.config.flags = Libc.GPIO_V2_LINE_FLAG_INPUT | Libc.GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME
            | (direction is EdgeDirection.Falling ? 0 : Libc.GPIO_V2_LINE_FLAG_EDGE_RISING)
            | (direction is EdgeDirection.Rising ? 0 : Libc.GPIO_V2_LINE_FLAG_EDGE_FALLING)
            | bias switch
            {
                LineBias.None => Libc.GPIO_V2_LINE_FLAG_BIAS_DISABLED,
                LineBias.PullUp => Libc.GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
                LineBias.PullDown => Libc.GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN,
                _ => 0,
            };
        return request;
    }

    internal static StampedEdge Decode(in Libc.GpioV2LineEvent lineEvent) => new(
        PosixTime.FromNanoseconds((long)lineEvent.timestamp_ns),
        lineEvent.id == Libc.GPIO_V2_LINE_EVENT_FALLING_EDGE ? EdgeDirection.Falling : EdgeDirection.Rising,
        lineEvent.line_seqno);

    private static string FindByLabel(string label)
    {
        string[] seen = [.. Directory.EnumerateFiles("/dev", "gpiochip*").Order().Select(path => $"{path} {ReadLabel(path)}")];
        string? found = seen.FirstOrDefault(chip => chip.EndsWith(" " + label, StringComparison.Ordinal));
        return found?.Split(' ')[0] ?? throw new LinuxException(
            $"find GPIO chip \"{label}\"", Libc.ENODEV, seen.Length == 0 ? "this machine has no GPIO chips" : $"there are: {string.Join(", ", seen)}");
    }

    private static string ReadLabel(string path)
    {
        using FileDescriptor descriptor = FileDescriptor.Open(path, Libc.O_RDWR, HintForOpen);
        Libc.GpiochipInfo info = ReadInfo(descriptor, path);
        ReadOnlySpan<byte> label = new(info.label, Libc.GPIO_MAX_NAME_SIZE);
        return Encoding.UTF8.GetString(label[..label.IndexOf((byte)0)]);
    }

    private static Libc.GpiochipInfo ReadInfo(FileDescriptor chip, string path)
    {
        Libc.GpiochipInfo info;
        return Libc.ioctl(chip, Libc.GPIO_GET_CHIPINFO_IOCTL, &info) == 0
            ? info
            : throw SystemCall.Failure($"GPIO_GET_CHIPINFO on {path}", "this is not a GPIO chip");
    }

    private static string? HintForOpen(int errno) => errno switch
    {
        Libc.ENOENT => "no such GPIO chip; give its label, which does not change between kernels",
        Libc.EACCES => "no permission: the user must be in the group that owns the device, most often gpio",
        _ => null,
    };

    private static string? HintForRequest(int errno) => errno switch
    {
        Libc.EBUSY => "the line is taken, perhaps by pps-gpio (then use its /dev/pps device) or another program; `gpioinfo` shows by whom",
        Libc.ENOTTY or Libc.EINVAL => "this kernel cannot stamp edges of the line (5.11 or later is needed)",
        _ => null,
    };
}
