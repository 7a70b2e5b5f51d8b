using System.Globalization;

namespace Nts.Appliance.Configuration;

/// <summary>The value of <c>pulse</c> in <c>[receiver]</c>, taken apart.</summary>
/// <param name="Kind">What stands before the first colon: gpio, irq, poll, pps, ptp, dcd, cts; <c>device</c> for a path alone, or <c>simulated</c>.</param>
/// <param name="Device">GPIO chip (null for the header's), PPS device or name, PTP clock, or serial port.</param>
/// <param name="Number">GPIO number, or channel of a PTP clock.</param>
/// <param name="Pin">Pin of a PTP clock; null for the one that feeds the channel already.</param>
internal sealed record PulseSetting(string Kind, string? Device, int Number, int? Pin)
{
    /// <summary>What a good value looks like.</summary>
    public const string Expected =
        "gpio:PIN, irq:PIN, poll:PIN, gpio:CHIP:PIN, a device such as /dev/pps0, pps or pps:NAME, ptp:/dev/ptp0:CHANNEL, dcd:/dev/ttyS0, or 'simulated'";

    /// <summary>Takes a value apart; null when it is none.</summary>
    public static PulseSetting? Parse(string value)
    {
        string[] parts = value.Split(':');
        return (parts[0], parts.Length) switch
        {
            (ApplianceConfiguration.Simulated, 1) => new(parts[0], null, 0, null),
            ("gpio" or "irq" or "poll", 2) when Whole(parts[1]) is int pin => new(parts[0], null, pin, null),
            ("gpio" or "irq", 3) when parts[1].Length > 0 && Whole(parts[2]) is int pin => new(parts[0], parts[1], pin, null),
            ("pps", 1) => new(parts[0], "", 0, null),
            ("pps", > 1) when parts[1].Length > 0 => new(parts[0], value[4..], 0, null),
            ("ptp", 2 or 3) when IsPath(parts[1]) && (parts.Length == 2 ? 0 : Whole(parts[2])) is int channel => new(parts[0], parts[1], channel, null),
            ("ptp", 4) when IsPath(parts[1]) && Whole(parts[2]) is int channel && Whole(parts[3]) is int pin => new(parts[0], parts[1], channel, pin),
            ("dcd" or "cts", 2) when IsPath(parts[1]) => new(parts[0], parts[1], 0, null),
            _ => IsPath(value) ? new("device", value, 0, null) : null,
        };
    }

    private static bool IsPath(string text) => text.StartsWith('/') && text.Length > 1;

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
