using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Nts.Discipline;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>Layouts are proved by the C compiler and behaviour on a real chip in the virtual machine; here is what lies between.</summary>
public sealed unsafe class GpioLineTests
{
    private const ulong InputWithRealtime = 0x804;

    [Theory]
    [InlineData(EdgeDirection.Rising, LineBias.AsIs, InputWithRealtime | 0x10)]
    [InlineData(EdgeDirection.Falling, LineBias.AsIs, InputWithRealtime | 0x20)]
    [InlineData(EdgeDirection.Rising, LineBias.PullUp, InputWithRealtime | 0x110)]
    [InlineData(EdgeDirection.Rising, LineBias.PullDown, InputWithRealtime | 0x210)]
    [InlineData(EdgeDirection.Rising, LineBias.None, InputWithRealtime | 0x410)]
    [InlineData(null, LineBias.AsIs, InputWithRealtime | 0x30)]
    public void Request_EdgeAndBias_AskForRealtimeStamps(EdgeDirection? direction, LineBias bias, ulong flags)
    {
        Libc.GpioV2LineRequest request = GpioLine.Request(18, direction, bias);
        Assert.Equal((18u, 1u, flags, 0u), (request.offsets[0], request.num_lines, request.config.flags, request.config.num_attrs));
        Assert.Equal("nts\0", Encoding.ASCII.GetString(request.consumer, 4));
    }

    [Theory]
    [InlineData(Libc.GPIO_V2_LINE_EVENT_RISING_EDGE, EdgeDirection.Rising)]
    [InlineData(Libc.GPIO_V2_LINE_EVENT_FALLING_EDGE, EdgeDirection.Falling)]
    public void Wait_EventOfTheKernel_BecomesAnEdge(uint id, EdgeDirection direction)
    {
        Libc.GpioV2LineEvent lineEvent = new() { timestamp_ns = 1_790_000_000_000_000_123, id = id, offset = 18, seqno = 9, line_seqno = 7 };
        using GpioLine line = LineOver(MemoryMarshal.AsBytes(new ReadOnlySpan<Libc.GpioV2LineEvent>(in lineEvent)));
        Assert.Equal(EdgeStatus.Edge, line.Wait(TimeSpan.FromSeconds(10), out StampedEdge edge));
        Assert.Equal(new StampedEdge(PosixTime.FromSeconds(1_790_000_000, 123), direction, 7), edge);
    }

    [Theory]
    [InlineData("end of the device", 0)]
    [InlineData("half an event", 24)]
    public void Wait_NoWholeEvent_MeansThatTheDeviceIsGone(string why, int length)
    {
        using GpioLine line = LineOver(new byte[length]);
        Assert.Equal((why, EdgeStatus.Gone), (why, line.Wait(TimeSpan.FromSeconds(10), out _)));
    }

    [Fact]
    public void Wait_NoEdge_TimesOut()
    {
        using PseudoTerminal silent = new();
        using GpioLine line = new(FileDescriptor.Open(silent.SlavePath, Libc.O_RDWR | Libc.O_NOCTTY, _ => null));
        Assert.Equal(EdgeStatus.TimedOut, line.Wait(TimeSpan.FromMilliseconds(1), out _));
    }

    [Theory]
    [InlineData("/dev/gpiochipNone", "open /dev/gpiochipNone: No such file or directory (errno 2); no such GPIO chip")]
    [InlineData("/dev/null", "GPIO_GET_CHIPINFO on /dev/null: Inappropriate ioctl for device (errno 25); this is not a GPIO chip")]
    [InlineData("no-such-label", "find GPIO chip \"no-such-label\": No such device (errno 19); th")]
    public void Open_NoSuchChip_SaysWhatIsWrong(string chip, string message)
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => GpioLine.Open(chip, 18, EdgeDirection.Rising, LineBias.AsIs));
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A file in the line's place: always readable, and at its end it reads as a device that is gone.</summary>
    private static GpioLine LineOver(ReadOnlySpan<byte> bytes)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        FileDescriptor descriptor = FileDescriptor.Open(path, Libc.O_RDONLY, _ => null);
        File.Delete(path);
        return new(descriptor);
    }
}
