using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nts.Configuration;

namespace Nts.Drivers.Linux;

/// <summary>The pin map of the project, <c>hardware/pins.ini</c>, which this program carries inside: boards, their header, and what is wired to it.</summary>
public static class PinMap
{
    private const string File = "pins.ini";
    private static readonly ILookup<string, IniEntry> Sections = Read().ToLookup(entry => entry.Section);

    /// <summary>What the 40 pins are, by their number on the header: <c>GPIO18</c>, <c>GND</c>.</summary>
    public static IReadOnlyDictionary<int, string> Header { get; } =
        Sections["header"].ToDictionary(entry => Number(entry.Key), entry => entry.Value);

    /// <summary>The wires from devices to the header.</summary>
    public static IReadOnlyList<PinMapWire> Wires { get; } =
        [.. Named("wire").Select(s => new PinMapWire(s.Name.Split(' ')[0], s.Name.Split(' ')[1], Number(s.Of("pin")), s.Of("colour"), s.Of("carries")))];

    /// <summary>The Raspberry Pis.</summary>
    public static IReadOnlyList<PinMapBoard> Boards { get; } =
    [
        .. Named("board").Select(s => new PinMapBoard(
            s.Of("filter"), s.Of("name"), s.Of("models"), s.Of("soc"), s.Of("chip"), s.Of("port"), s.Of("without"), s.Of("config").Split(" | "), s.Of("image"))),
    ];

    /// <summary>Battery-backed clocks that a line of config.txt switches on.</summary>
    public static IReadOnlyList<PinMapClock> Clocks { get; } =
        [.. Named("rtc").Select(s => new PinMapClock(s.Name, s.Of("found"), s.Of("image") == "yes"))];

    /// <summary>Boards with a receiver that sit on the header.</summary>
    public static IReadOnlyList<PinMapHat> Hats { get; } =
        [.. Named("hat").Select(s => new PinMapHat(s.Of("name"), Number(s.Of("gpio")), s.Of("serial"), s.Of("clock"), s.Of("note"), s.Of("source")))];

    /// <summary>The GPIO that the pulse is wired to unless the configuration says otherwise.</summary>
    public static int PulseGpio { get; } = Gpio(Wire("receiver", "pps").Pin)!.Value;

    /// <summary>One of the wires.</summary>
    public static PinMapWire Wire(string device, string name) => Wires.Single(wire => wire.Device == device && wire.Name == name);

    /// <summary>The GPIO of a pin of the header; null for power and ground.</summary>
    public static int? Gpio(int pin) =>
        Header[pin].StartsWith("GPIO", StringComparison.Ordinal) ? Number(Header[pin].Split(' ')[0]["GPIO".Length..]) : null;

    /// <summary>The board that a device tree is compatible with; null for boards that the map does not have.</summary>
    /// <param name="compatible">What the device tree says under <c>compatible</c>.</param>
    public static PinMapBoard? BoardOf(string compatible) =>
        Boards.FirstOrDefault(board => compatible.Contains(board.Soc, StringComparison.Ordinal));

    private static IEnumerable<Section> Named(string kind) =>
        Sections.Where(section => section.Key.StartsWith(kind + " ", StringComparison.Ordinal)).Select(section => new Section(section.Key[(kind.Length + 1)..], section));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<IniEntry> Read()
    {
        using StreamReader reader = new(typeof(PinMap).Assembly.GetManifestResourceStream(File)!);
        List<ConfigurationProblem> problems = [];
        IniContent content = IniFile.Parse(reader.ReadToEnd(), problems);
        return problems.Count == 0 ? content.Entries : throw new InvalidDataException($"{File}: {problems[0]}");
    }

    private sealed record Section(string Name, IEnumerable<IniEntry> Entries)
    {
        public string Of(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value ?? throw new InvalidDataException($"{File}: '{Name}' has no {key}");
    }
}
