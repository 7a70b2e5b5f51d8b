using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Hardware;

/// <summary>A drawing of the header and what is wired to it, out of the pin map: devices on pins of the outer row to the right, of the inner row to the left.</summary>
internal sealed class WiringDiagram
{
    private const int Pitch = 27;
    private const int Top = 104;
    private const int Bottom = Top + (19 * Pitch);
    private const int LabelWidth = 118;
    private const int DeviceWidth = 170;
    private const int RoomForWires = 220;

    private readonly StringBuilder _svg = new();
    private readonly bool _hasLeft;

    /// <summary>The middle of the header, from which everything is measured.</summary>
    private readonly int _middle;

    private readonly int _width;

    private WiringDiagram(string title, params string[] devices)
    {
        PinMapWire[] wires = [.. PinMap.Wires.Where(wire => devices.Contains(wire.Device)).OrderBy(wire => wire.Pin)];
        _hasLeft = devices.Length > 1;
        _middle = _hasLeft ? 12 + DeviceWidth + RoomForWires + LabelWidth + 44 : LabelWidth + 84;
        _width = _middle + 44 + LabelWidth + RoomForWires + DeviceWidth + 12;
        Begin(title, wires);
        Header(wires);
        for (int i = 0; i < devices.Length; i++)
        {
            Device(devices[i], isLeft: i > 0);
        }

        Line("</svg>");
    }

    /// <summary>Draws.</summary>
    /// <param name="title">What the drawing shows.</param>
    /// <param name="devices">The devices by their names in the pin map: at most two, the first to the right.</param>
    public static string Render(string title, params string[] devices) => new WiringDiagram(title, devices)._svg.ToString();

    private static int Row(int pin) => Top + ((pin - 1) / 2 * Pitch);

    private static string Kind(string label) => label is "3V3" or "5V" or "GND" ? "p" + label : "gpio";

    private static string Words(PinMapWire wire) => $"{wire.Name.ToUpperInvariant()} of the {wire.Device} to pin {wire.Pin} ({PinMap.Header[wire.Pin]}), {wire.Colour}";

    private void Begin(string title, PinMapWire[] wires)
    {
        Line($$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{_width}} {{Bottom + 58}}" role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="14">
            <title id="title">{{title}}</title>
            <desc id="desc">{{string.Join("; ", wires.Select(Words))}}.</desc>
            <style>
            .paper { fill: #ffffff } .ink { fill: #1d2733 } .faint { fill: #56616d }
            .board { fill: #eef2f5; stroke: #9aa7b3 } .block { fill: #2b3440 } .pin { fill: #d9b64a } .number { fill: #1d2733; font-size: 11px }
            .label { fill: #f4f6f8; stroke: #c3ccd4 } .p3V3 { fill: #ffe3a8; stroke: #c98f1a } .p5V { fill: #ffc9c2; stroke: #c4483a } .pGND { fill: #dcdfe3; stroke: #6b7580 }
            .used { stroke-width: 2.5; stroke: #1d2733 } .unused { opacity: 0.75 }
            .case { stroke: #ffffff; stroke-width: 8 } .edge { stroke: #7d8791; stroke-width: 6 } .wire { stroke-width: 4 }
            .red { stroke: #d3302f } .black { stroke: #15181c } .green { stroke: #2c9a43 } .blue { stroke: #2f6fd6 } .orange { stroke: #f08300 } .purple { stroke: #8e44ad } .brown { stroke: #8a5a2b }
            @media (prefers-color-scheme: dark) {
            .paper { fill: #10161d } .ink { fill: #e8edf2 } .faint { fill: #a7b3bf } .board { fill: #1c2631; stroke: #5b6a78 } .block { fill: #05080b }
            .label { fill: #222d38; stroke: #4c5965 } .p3V3 { fill: #5a4410; stroke: #d9a63a } .p5V { fill: #5c211b; stroke: #e0766a } .pGND { fill: #39424b; stroke: #8b96a1 }
            .used { stroke: #e8edf2 } .case { stroke: #10161d } .edge { stroke: #b5bfc9 }
            }
            </style>
            <rect class="paper" width="{{_width}}" height="{{Bottom + 58}}" rx="10"/>
            <text class="ink" x="{{_width / 2}}" y="30" text-anchor="middle" font-size="19" font-weight="600">{{title}}</text>
            """);
    }

    private void Header(PinMapWire[] wires)
    {
        Line($"""
            <rect class="block" x="{_middle - 36}" y="{Top - 18}" width="72" height="{Bottom - Top + 36}" rx="5"/>
            <text class="faint" x="{_middle}" y="{Top - 26}" text-anchor="middle" font-size="12">the SD card’s end</text>
            <text class="faint" x="{_middle - 40}" y="{Bottom + 40}" text-anchor="end" font-size="12">← middle of the board</text>
            <text class="faint" x="{_middle + 40}" y="{Bottom + 40}" font-size="12">edge of the board →</text>
            """);
        foreach ((int pin, string label) in PinMap.Header)
        {
            bool isInner = pin % 2 == 1;
            bool isUsed = wires.Any(wire => wire.Pin == pin);
            int x = _middle + (isInner ? -17 : 17);
            int start = isInner ? _middle - 44 - LabelWidth : _middle + 44;
            string shape = pin == 1 ? $"<rect class=\"pin\" x=\"{x - 11}\" y=\"{Row(pin) - 11}\" width=\"22\" height=\"22\"/>" : $"<circle class=\"pin\" cx=\"{x}\" cy=\"{Row(pin)}\" r=\"11\"/>";
            Line($"""
                {shape}<text class="number" x="{x}" y="{Row(pin) + 4}" text-anchor="middle">{pin}</text>
                <g{(isUsed ? "" : " class=\"unused\"")}><rect class="label {Kind(label)}{(isUsed ? " used" : "")}" x="{start}" y="{Row(pin) - 11}" width="{LabelWidth}" height="22" rx="5"/><text class="ink" x="{start + (LabelWidth / 2)}" y="{Row(pin) + 5}" text-anchor="middle" font-size="13">{label}</text></g>
                """);
        }
    }

    private void Device(string name, bool isLeft)
    {
        PinMapWire[] wires = [.. PinMap.Wires.Where(wire => wire.Device == name).OrderBy(wire => wire.Pin)];
        int side = isLeft ? -1 : 1;
        int near = _middle + (side * (44 + LabelWidth + RoomForWires));
        int far = near + (side * DeviceWidth);
        int first = Row(3);
        const int step = 63;
        int height = ((wires.Length - 1) * step) + 92;
        Line($"""
            <rect class="board" x="{Math.Min(near, far)}" y="{first - 52}" width="{DeviceWidth}" height="{height}" rx="8" stroke-width="2"/>
            <text class="ink" x="{(near + far) / 2}" y="{first - 26}" text-anchor="middle" font-size="16" font-weight="600">{Capital(name)}</text>
            """);
        for (int i = 0; i < wires.Length; i++)
        {
            PinMapWire wire = wires[i];
            int y = first + (i * step);
            Line($"<g fill=\"none\" stroke-linejoin=\"round\">{string.Concat(new[] { "case", "edge", "wire " + wire.Colour }.Select(style => $"<path class=\"{style}\" d=\"{Path(wire, near, y, side, wires.Length - i)}\"/>"))}</g>");
            Line($"""
                <circle class="pin" cx="{near}" cy="{y}" r="9"/>
                <text class="ink" x="{near + (side * 18)}" y="{y + 5}" text-anchor="{(isLeft ? "end" : "start")}" font-weight="600">{wire.Name.ToUpperInvariant()}</text>
                <text class="ink" x="{near - (side * 14)}" y="{y - 9}" text-anchor="{(isLeft ? "start" : "end")}" font-size="13">{wire.Colour} · pin {wire.Pin}</text>
                """);
        }
    }

    /// <summary>From the label of the header's pin to the device. Upper wires turn later, so that none crosses another; one from the far row goes around the top.</summary>
    private string Path(PinMapWire wire, int near, int y, int side, int turn)
    {
        bool isInner = wire.Pin % 2 == 1;
        int row = Row(wire.Pin);
        int edge = 44 + LabelWidth;
        int bend = _middle + (side * (edge + 14 + (turn * 18)));
        return isInner == (side < 0)
            ? Invariant($"M{_middle + (side * edge)},{row}H{bend}V{y}H{near}")
            : Invariant($"M{_middle - (side * edge)},{row}H{_middle - (side * (edge + 16))}V{Top - 50}H{bend}V{y}H{near}");
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(string text) => _svg.Append(text).Append('\n');
}
