using System;
using System.Linq;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Hardware;

/// <summary>The tables of the hardware guide, out of the pin map.</summary>
internal static class HardwareTables
{
    /// <summary>One of them.</summary>
    public static string Of(string name) => name switch
    {
        "wires of the receiver" => Wires("receiver"),
        "wires of the clock" => Wires("clock"),
        "boards" => Table(["board", "models", "on pins 8 and 10 without a line", "lines of `config.txt`", "serial port then", "GPIO chip", "image"], PinMap.Boards.Select(board => new[]
        {
            board.Name, board.Models, board.Without, string.Join(", ", board.Config.Select(line => $"`{line}`")), $"`/dev/{board.Port}`", $"`{board.Chip}`", board.Image,
        })),
        "hats" => Table(["board", "pulse", "serial port", "battery-backed clock", "besides", "says"], PinMap.Hats.Select(hat => new[]
        {
            hat.Name, hat.Gpio == PinMap.PulseGpio ? $"GPIO {hat.Gpio}" : $"GPIO {hat.Gpio}: set `pulse = gpio:{hat.Gpio}`", hat.Serial, hat.Clock, hat.Note, $"[its document]({hat.Source})",
        })),
        "clocks" => Table(["line of `config.txt`", "found on", "image"], PinMap.Clocks.Select(clock => new[]
        {
            $"`dtoverlay=i2c-rtc,{clock.Chip}`", clock.Found, clock.IsOnImage ? "yes" : "no: Debian’s kernel has no driver",
        })),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such table"),
    };

    private static string Wires(string device) => Table([device, "pin", "is", "colour", "carries"], PinMap.Wires.Where(wire => wire.Device == device).Select(wire => new[]
    {
        wire.Name.ToUpperInvariant(), $"{wire.Pin}", PinMap.Header[wire.Pin], wire.Colour, wire.Carries,
    }));

    private static string Table(string[] heads, System.Collections.Generic.IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend([.. heads.Select(_ => "---")]).Prepend(heads).Select(row => $"| {string.Join(" | ", row)} |\n"));
}
