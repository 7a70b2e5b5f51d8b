using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;

namespace Nts.Drivers.Linux;

/// <summary>A temperature as the kernel gives it: a small file with a number of thousandths of a degree.</summary>
/// <remarks>The file stays open, and a reading makes no garbage. A sensor that is away for a while gives no reading and is opened again.</remarks>
public sealed class Thermometer : IDisposable
{
    private const double Coldest = -60;
    private const double Hottest = 150;

    /// <summary>Chips on the board, the nearest to the crystal that there are: clocks that measure their own crystal, then plain thermometers.</summary>
    private static readonly string[] BoardChips =
        ["ds3231", "ds3232", "rv3029", "rv3032", "tmp117", "adt7410", "adt7420", "lm75", "lm75a", "lm75b", "tmp75", "tmp102", "tmp108", "tmp1075", "ds1621", "sht3x", "sht4x"];

    /// <summary>The processor, by the names of the kernel's thermal zones: warmed by its own load more than the crystal is.</summary>
    private static readonly string[] Processors = ["cpu-thermal", "cpu_thermal", "soc-thermal", "soc_thermal", "bcm2835_thermal", "x86_pkg_temp", "acpitz"];

    private readonly byte[] _text = new byte[32];
    private SafeFileHandle? _file;

    /// <summary>A thermometer behind a file, which need not be there yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What the driver calls it; empty where a person named the file.</param>
    public Thermometer(string path, string name = "") => (Path, Name) = (path, name);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the driver calls it: <c>ds3231</c>, <c>cpu-thermal</c>.</summary>
    public string Name { get; }

    /// <summary>The thermometer that is likely to be nearest to the crystal; null where none is known to be near.</summary>
    public static Thermometer? Find() => In("/sys/class");

    /// <summary>Degrees Celsius; null when there is no reading.</summary>
    public double? Read()
    {
        try
        {
            _file ??= File.OpenHandle(Path);
            int length = RandomAccess.Read(_file, _text, fileOffset: 0);
            ReadOnlySpan<byte> text = _text.AsSpan(0, length).TrimEnd("\n"u8);
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int thousandths) && thousandths / 1000.0 is >= Coldest and <= Hottest and double celsius
                ? celsius
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>The thermometer among those in the kernel's list of classes.</summary>
    internal static Thermometer? In(string classes)
    {
        IEnumerable<Thermometer> chips = Folders(classes, "hwmon", "hwmon*").Select(static folder => Of(folder, "name", "temp1_input"));
        IEnumerable<Thermometer> zones = Folders(classes, "thermal", "thermal_zone*").Select(static folder => Of(folder, "type", "temp"));
        return Nearest(chips, BoardChips) ?? Nearest(zones, Processors);
    }

    private static Thermometer? Nearest(IEnumerable<Thermometer> thermometers, string[] names) =>
        thermometers.Where(thermometer => names.Contains(thermometer.Name)).MinBy(thermometer => Array.IndexOf(names, thermometer.Name));

    private static IEnumerable<string> Folders(string classes, string name, string pattern)
    {
        string folder = System.IO.Path.Combine(classes, name);
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, pattern).Order(StringComparer.Ordinal) : [];
    }

    private static Thermometer Of(string folder, string name, string reading)
    {
        string file = System.IO.Path.Combine(folder, name);
        return new(System.IO.Path.Combine(folder, reading), File.Exists(file) ? File.ReadAllText(file).Trim() : "");
    }
}
