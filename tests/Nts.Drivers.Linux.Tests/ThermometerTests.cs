using System;
using System.IO;
using Nts.TestKit;

namespace Nts.Drivers.Linux;

public sealed class ThermometerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-thermometer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a Pi without a clock chip", "thermal/thermal_zone0/type=cpu-thermal;hwmon/hwmon0/name=cpu_thermal;hwmon/hwmon1/name=rp1_adc", "thermal/thermal_zone0/temp")]
    [InlineData("a Pi with one", "thermal/thermal_zone0/type=cpu-thermal;hwmon/hwmon2/name=ds3231", "hwmon/hwmon2/temp1_input")]
    [InlineData("a clock chip before a plain thermometer", "hwmon/hwmon0/name=lm75;hwmon/hwmon1/name=rv3032", "hwmon/hwmon1/temp1_input")]
    [InlineData("zones of other things", "thermal/thermal_zone0/type=iwlwifi_1;thermal/thermal_zone1/type=x86_pkg_temp;hwmon/hwmon0/name=nvme", "thermal/thermal_zone1/temp")]
    [InlineData("only a disk", "hwmon/hwmon0/name=drivetemp", null)]
    [InlineData("nothing at all", "", null)]
    public void In_ClassesOfTheKernel_IsTheNearestToTheCrystal(string why, string files, string? expected)
    {
        foreach (string file in files.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            Write(file.Split('=')[0], file.Split('=')[1] + "\n");
        }

        using Thermometer? found = Thermometer.In(_folder.FullName);
        Assert.True((expected is null ? null : Path.Combine(_folder.FullName, expected)) == found?.Path, $"{why}: {found?.Path}");
    }

    [Theory]
    [InlineData("51234\n", 51.234)]
    [InlineData("-7500\n", -7.5)]
    [InlineData("", null)]
    [InlineData("no number\n", null)]
    [InlineData("400000\n", null)]
    public void Read_Text_IsDegreesOrNothing(string text, double? degrees)
    {
        using Thermometer thermometer = new(Write("temp", text));
        Assert.Equal(degrees, thermometer.Read());
    }

    [Fact]
    public void Read_FileThatComesAndChanges_IsFollowed()
    {
        string path = Path.Combine(_folder.FullName, "temp");
        using Thermometer thermometer = new(path);
        Assert.Null(thermometer.Read());
        Write("temp", "20000\n");
        Assert.Equal(20, thermometer.Read());
        File.WriteAllText(path, "21500\n");
        Assert.Equal(21.5, thermometer.Read());
    }

    [Fact]
    public void Read_AgainAndAgain_AllocatesNothing()
    {
        using Thermometer thermometer = new(Write("temp", "51234\n"));
        Assert.Equal(0, Allocated.During(() => thermometer.Read()));
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
