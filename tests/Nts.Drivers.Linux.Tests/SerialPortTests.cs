using System;
using System.IO;
using System.Linq;
using Nts.Drivers.Linux.Interop;
using Nts.Time;

namespace Nts.Drivers.Linux;

/// <summary>A pseudo terminal is a terminal: settings, buffering and hang-up are the kernel's own.</summary>
public sealed unsafe class SerialPortTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Read_EveryByteValue_ArrivesUnchanged()
    {
        using PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        byte[] sent = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal(SerialStatus.Done, device.Write(sent, Long));

        byte[] received = new byte[sent.Length];
        int count = 0;
        while (count < received.Length)
        {
            SerialRead read = port.Read(received.AsSpan(count), Long);
            Assert.Equal(SerialStatus.Done, read.Status);
            count += read.Count;
        }

        Assert.Equal(sent, received);
    }

    [Fact]
    public void Write_EveryByteValue_ArrivesUnchanged()
    {
        using PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 115_200);
        byte[] sent = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal(SerialStatus.Done, port.Write(sent, Long));
        byte[] received = new byte[512];
        Assert.Equal(sent.Length, device.Read(received, Long).Count);
        Assert.Equal(sent, received[..sent.Length]);
    }

    [Fact]
    public void Read_Bytes_CarryTheTimeOfArrival()
    {
        using PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        MonotonicTime before = MonotonicClock.Now();
        device.Write([1], Long);
        SerialRead read = port.Read(new byte[8], Long);
        Assert.InRange(read.Arrival.Nanoseconds, before.Nanoseconds, MonotonicClock.Now().Nanoseconds);
    }

    [Fact]
    public void Read_NothingSent_TimesOut()
    {
        using PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        SerialRead read = port.Read(new byte[8], Short);
        Assert.Equal((SerialStatus.TimedOut, 0), (read.Status, read.Count));
    }

    [Fact]
    public void Open_BytesOfBefore_AreThrownAway()
    {
        using PseudoTerminal device = new();
        device.Write("stale"u8, Long);
        using SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        Assert.Equal(SerialStatus.TimedOut, port.Read(new byte[8], Short).Status);
    }

    [Fact]
    public void Read_OtherEndCloses_HangsUp()
    {
        PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        device.Dispose();
        Assert.Equal(SerialStatus.HungUp, port.Read(new byte[8], Long).Status);
        Assert.Equal(SerialStatus.HungUp, port.Write([1], Long));
    }

    [Fact]
    public void Write_NobodyReads_TimesOutInsteadOfBlocking()
    {
        using PseudoTerminal device = new();
        SerialStatus status = SerialStatus.Done;
        for (int i = 0; i < 1000 && status == SerialStatus.Done; i++)
        {
            status = device.Write(new byte[1024], Short);
        }

        Assert.Equal(SerialStatus.TimedOut, status);
    }

    [Theory]
    [InlineData(4_800)]
    [InlineData(9_600)]
    [InlineData(115_200)]
    [InlineData(921_600)]
    public void SetBaudRate_Any_IsWhatTheKernelHas(int baudRate)
    {
        using PseudoTerminal device = new();
        using SerialPort port = SerialPort.Open(device.SlavePath, 38_400);
        port.SetBaudRate(baudRate);
        Assert.Equal((baudRate, baudRate), (port.BaudRate, device.BaudRate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4_799)]
    [InlineData(921_601)]
    public void Open_BaudRateOutOfRange_IsABug(int baudRate)
    {
        using PseudoTerminal device = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => SerialPort.Open(device.SlavePath, baudRate));
    }

    [Fact]
    public void Open_Port_IsExclusiveUntilClosed()
    {
        using PseudoTerminal device = new();
        using FileDescriptor witness = FileDescriptor.Open(device.SlavePath, Libc.O_RDWR | Libc.O_NOCTTY, _ => null);
        SerialPort port = SerialPort.Open(device.SlavePath, 9600);
        Assert.Equal(1, IsExclusive(witness));
        port.Dispose();
        Assert.Equal(0, IsExclusive(witness));
    }

    [Fact]
    public void Open_MissingDevice_SaysSo()
    {
        LinuxException failure = Assert.Throws<LinuxException>(() => SerialPort.Open("/dev/ttyNoSuchThing", 9600));
        Assert.Equal(Libc.ENOENT, failure.Errno);
        Assert.StartsWith("open /dev/ttyNoSuchThing: No such file or directory (errno 2); no such device", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NotATerminal_SaysSo()
    {
        string path = Path.GetTempFileName();
        try
        {
            LinuxException failure = Assert.Throws<LinuxException>(() => SerialPort.Open(path, 9600));
            Assert.Contains("this is not a serial port", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int IsExclusive(FileDescriptor terminal)
    {
        const uint TIOCGEXCL = 0x80045440;
        int isExclusive = -1;
        SystemCall.ThrowIfFailed(Libc.ioctl(terminal, TIOCGEXCL, &isExclusive), nameof(TIOCGEXCL));
        return isExclusive;
    }
}
