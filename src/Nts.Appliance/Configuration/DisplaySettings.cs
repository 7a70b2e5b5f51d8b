using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>The keys of <c>[display]</c>.</summary>
internal static class DisplaySettings
{
    private const string ZoneFolder = "/usr/share/zoneinfo";

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Setting<ApplianceConfiguration>> All { get; } =
    [
        new("display", "kind", "none", "What shows the time: `max7219`, eight digits on SPI; `ht16k33`, four digits on I²C; `ssd1306`, 128 × 64 dots on I²C; or `none`. `nts-appliance display` drives it. See [displays](display.md).",
            (c, v) => Enum.GetNames<DisplayKind>().Contains(v, StringComparer.OrdinalIgnoreCase) ? Set(() => c.Display.Kind = Enum.Parse<DisplayKind>(v, ignoreCase: true)) : "one of none, max7219, ht16k33, ssd1306"),
        new("display", "device", "", "Its bus. Without it the first one of a Raspberry Pi's header: `/dev/spidev0.0` for SPI, `/dev/i2c-1` for I²C.",
            (c, v) => v.StartsWith('/') ? Set(() => c.Display.Device = v) : "an absolute path such as /dev/spidev0.0 or /dev/i2c-1"),
        new("display", "address", "", "Its address on I²C, as `i2cdetect` lists it. Without it 0x70 (HT16K33) or 0x3c (SSD1306).",
            (c, v) => Address(v) is { } address ? Set(() => c.Display.Address = address) : "an address from 0x03 to 0x77"),
        new("display", "brightness", "4", "How bright it is, from 0 to 15.",
            (c, v) => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out int level) && level <= 15 ? Set(() => c.Display.Brightness = level) : "a whole number from 0 to 15"),
        new("display", "zone", "UTC", "Whose time it shows: `UTC`, or a zone such as `Europe/Berlin`, with its summer time.",
            (c, v) => TakeZone(c.Display, v, Directory.Exists(ZoneFolder))),
        new("display", "digits", "hh:mm", "What four digits show: `hh:mm`, with a colon that changes at every second, or `mm:ss`.",
            (c, v) => v is "hh:mm" or "mm:ss" ? Set(() => c.Display.ShowsSeconds = v == "mm:ss") : "one of hh:mm, mm:ss"),
    ];

    private static string? Set(Action set)
    {
        set();
        return null;
    }

    private static int? Address(string text)
    {
        bool isRead = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int address)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out address);
        return isRead && address is >= 0x03 and <= 0x77 ? address : null;
    }

    /// <summary>A machine without any zones must not keep the time server from starting: then it is UTC, and the display says why.</summary>
    internal static string? TakeZone(DisplayConfiguration display, string id, bool hasZones)
    {
        bool isFound = TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone);
        return isFound || !hasZones
            ? Set(() => (display.Zone, display.MissingZone) = (zone ?? TimeZoneInfo.Utc, isFound ? null : id))
            : $"'UTC', or a zone below {ZoneFolder} such as 'Europe/Berlin'";
    }
}
