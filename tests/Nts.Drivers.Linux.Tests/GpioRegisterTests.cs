using System;
using System.Collections.Generic;
using System.IO;

namespace Nts.Drivers.Linux;

/// <summary>Offsets are those of the data sheets; on a machine that is no Raspberry Pi a file stands in for the registers.</summary>
public sealed class GpioRegisterTests
{
    private const string Pi5 = "raspberrypi,5-model-b\0brcm,bcm2712\0";
    private const string Pi4 = "raspberrypi,4-model-b\0brcm,bcm2711\0";
    private const string Pi3 = "raspberrypi,3-model-b-plus\0brcm,bcm2837\0";

    [Theory]
    [InlineData(Pi5, 0, "/dev/gpiomem0", 0x10008, 0)]
    [InlineData(Pi5, 18, "/dev/gpiomem0", 0x10008, 18)]
    [InlineData(Pi5, 27, "/dev/gpiomem0", 0x10008, 27)]
    [InlineData(Pi5, 28, "/dev/gpiomem0", 0x14008, 0)]
    [InlineData(Pi5, 34, "/dev/gpiomem0", 0x18008, 0)]
    [InlineData(Pi5, 53, "/dev/gpiomem0", 0x18008, 19)]
    [InlineData(Pi4, 18, "/dev/gpiomem", 0x34, 18)]
    [InlineData(Pi4, 57, "/dev/gpiomem", 0x38, 25)]
    [InlineData(Pi3, 4, "/dev/gpiomem", 0x34, 4)]
    public void For_Pin_FindsItsLevel(string compatible, int pin, string device, int offset, int bit)
    {
        GpioRegisterMap map = GpioRegisterMap.For(compatible, pin)!;
        Assert.Equal((device, offset, bit), (map.Devices[0], map.LevelOffset, map.LevelBit));
        Assert.InRange(offset + sizeof(uint), 0, map.Length);
    }

    [Theory]
    [InlineData(Pi5, 54)]
    [InlineData(Pi5, -1)]
    [InlineData(Pi4, 58)]
    [InlineData(Pi4, -1)]
    [InlineData("", 18)]
    [InlineData("rockchip,rk3588\0", 18)]
    public void For_NoSuchPinOrMachine_FindsNone(string compatible, int pin) => Assert.Null(GpioRegisterMap.For(compatible, pin));

    [Theory]
    [InlineData("input", Pi4, 0x04, 0x00000000, null)]
    [InlineData("neighbours are outputs", Pi4, 0x04, 0x09249249 & ~(7 << 24), null)]
    [InlineData("output", Pi4, 0x04, 1 << 24, "it is an output")]
    [InlineData("sound", Pi4, 0x04, 2 << 24, "it is given to another function, such as sound or a serial port")]
    [InlineData("input switched on", Pi5, 0x2004C, 0x40, null)]
    [InlineData("input switched off", Pi5, 0x2004C, 0x80, "its input is switched off")]
    public void Objection_FunctionOfPin18_TellsWhatItIs(string why, string compatible, int offset, uint word, string? objection)
    {
        GpioRegisterMap map = GpioRegisterMap.For(compatible, 18)!;
        Assert.Equal((why, objection), (why, map.Objection(at => at == offset ? word : 0)));
    }

    [Fact]
    public void Objection_Rp1PinThatDrives_IsAnOutput()
    {
        Dictionary<int, uint> registers = new() { [0x2004C] = 0x40, [0x04 + (8 * 18)] = 5, [0x10004] = 1 << 18 };
        Func<Func<int, uint>, string?> objection = GpioRegisterMap.For(Pi5, 18)!.Objection;
        Assert.Equal("it is an output", objection(offset => registers.GetValueOrDefault(offset)));

        // Function 4 is not the registers': they may say what they like.
        registers[0x04 + (8 * 18)] = 4;
        Assert.Null(objection(offset => registers.GetValueOrDefault(offset)));
    }

    [Theory]
    [InlineData(0x00, false)]
    [InlineData(0xFB, false)]
    [InlineData(0x04, true)]
    public void IsHigh_WordOfTheLevel_ReadsItsOwnBit(byte octet, bool isHigh)
    {
        string path = Path.GetTempFileName();
        byte[] registers = new byte[0x1000];
        registers[0x34 + 2] = octet;
        File.WriteAllBytes(path, registers);
        using GpioRegister register = GpioRegister.Over(GpioRegisterMap.For(Pi4, 18)!, path);
        File.Delete(path);
        Assert.Equal(isHigh, register.IsHigh);
        Assert.Null(register.Objection());
    }

    [Fact]
    public void IsHigh_RegisterChanges_IsSeenAtOnce()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[0x1000]);
        using GpioRegister register = GpioRegister.Over(GpioRegisterMap.For(Pi4, 18)!, path);
        Assert.False(register.IsHigh);
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = 0x34 + 2;
            file.WriteByte(4);
        }

        Assert.True(register.IsHigh);
        File.Delete(path);
    }

    [SkippableFact]
    public void Open_NoRaspberryPi_SaysSo()
    {
        Skip.If(DeviceTree.Compatible.Contains("brcm,", StringComparison.Ordinal), "this is a Raspberry Pi");
        LinuxException failure = Assert.Throws<LinuxException>(() => GpioRegister.Open(18));
        Assert.StartsWith("read GPIO 18 by its register: No such device (errno 19); that works on a Raspberry Pi only", failure.Message, StringComparison.Ordinal);
    }
}
