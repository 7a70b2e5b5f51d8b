using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Appliance.Status;
using Nts.Drivers.Displays;

namespace Nts.Appliance.Displays;

/// <summary>The pictures in docs/display.md: what the chips light after all bytes that they were sent.</summary>
public sealed class DisplayPicturesTests
{
    private const int RowHeight = 150;
    private const string Fingerprint = "9F:1C:52:E0:77:0B:AD:34:61:F8:2D:C9:05:7E:B3:48:EA:96:13:5F:D0:2B:84:C7:3A:6E:F1:09:B5:4C:80:D2";
    private static readonly DateTime Time = new(2026, 11, 22, 12, 34, 56, DateTimeKind.Utc);

    /// <summary>Where the segments of a digit lie, from A to G.</summary>
    private static readonly string[] Bars = ["M2,0h10", "M13,1v10", "M13,13v10", "M2,24h10", "M1,13v10", "M1,1v10", "M2,12h10"];

    [Fact]
    public void Pictures_OfEveryState_AreWhatTheChipsShow()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        string path = Path.Combine(root.FullName, "docs", "display.svg");
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, Pictures());
        }

        Assert.Equal(Pictures(), File.ReadAllText(path));
    }

    private static string Pictures()
    {
        StatusDocument certified = DisplayStates.Locked();
        certified.Certificate = new() { AuthorityFingerprint = Fingerprint };
        (string Name, StatusView View, bool IsFingerprint)[] states =
        [
            ("locked", new(default, DisplayStates.Locked(), null), false),
            ("holdover", new(default, DisplayStates.Holdover(), null), false),
            ("not locked", new(default, DisplayStates.NotLocked(), null), false),
            ("no timekeeper", new(default, null, "no timekeeper publishes its state in /run/nts-appliance"), false),
            ("fingerprint", new(default, certified, null), true),
        ];
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 {(states.Length * RowHeight) + 30}\" font-family=\"sans-serif\" font-size=\"15\">\n");
        svg.Append("<title>What each display shows in each state</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.Append("<g fill=\"#333\"><text x=\"130\" y=\"22\">MAX7219</text><text x=\"370\" y=\"22\">HT16K33</text><text x=\"520\" y=\"22\">SSD1306</text></g>\n");
        for (int i = 0; i < states.Length; i++)
        {
            StatusFaces faces = new(() => states[i].View, TimeZoneInfo.Utc);
            faces.Refresh();
            Face face = Turned(faces, states[i].IsFingerprint);
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0,{(i * RowHeight) + 30})\"><text x=\"10\" y=\"70\" fill=\"#333\">{states[i].Name}</text>\n");
            svg.Append(Eight(face)).Append(Four(face)).Append(Dots(face)).Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The time of one second with the first page, or the one of a fingerprint.</summary>
    private static Face Turned(StatusFaces faces, bool isFingerprint)
    {
        long count = ((DateTimeOffset)Time).ToUnixTimeSeconds();
        Face face = faces.For(new(count, false));
        return face with { Lines = Enumerable.Range(0, 60).Select(i => faces.For(new((count / 300 * 300) + i, false)).Lines).First(lines => lines[0].Contains("SHA256", StringComparison.Ordinal) == isFingerprint) };
    }

    private static string Eight(Face face)
    {
        using RegisterModel model = new();
        Max7219 chip = new(4);
        chip.Start(model);
        chip.Draw(face, model);

        // Bit 6 is A and bit 0 is G.
        string digits = string.Concat(Enumerable.Range(0, 8).Select(place => Digit(12 + (place * 26), model.Registers[8 - place], segment => 6 - segment)));
        return $"<g transform=\"translate(130,40)\"><rect width=\"220\" height=\"50\" rx=\"4\" fill=\"#200\"/>{digits}</g>\n";
    }

    private static string Four(Face face)
    {
        using MemoryModel model = new();
        Ht16k33 chip = new(4, showsSeconds: false);
        chip.Start(model);
        chip.Draw(face, model);
        int[] rows = [0, 2, 6, 8];
        string digits = string.Concat(rows.Select((row, place) => Digit(12 + (place * 26) + (place > 1 ? 8 : 0), model.Memory[row], segment => segment)));
        string colon = (model.Memory[4] & 2) != 0 ? "<path d=\"M62,20h3v3h-3zM62,31h3v3h-3z\" fill=\"#f33\"/>" : "";
        return $"<g transform=\"translate(370,40)\"><rect width=\"128\" height=\"50\" rx=\"4\" fill=\"#200\"/>{digits}{colon}</g>\n";
    }

    private static string Dots(Face face)
    {
        using DotModel model = new();
        Ssd1306 chip = new(4);
        chip.Start(model);
        chip.Draw(face, model);
        StringBuilder path = new();
        for (int y = 0; y < 64; y++)
        {
            bool IsLit(int x) => x < 128 && (model.Memory[(y / 8 * 128) + x] >> (y % 8) & 1) != 0;
            for (int x = 0; x < 128; x++)
            {
                int start = x;
                while (IsLit(x))
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start},{y}h{x - start}v.9h{start - x}z");
                }
            }
        }

        return $"<g transform=\"translate(520,0) scale(2.1)\"><rect x=\"-3\" y=\"-2\" width=\"134\" height=\"68\" rx=\"2\" fill=\"#001\"/><path d=\"{path}\" fill=\"#9df\"/></g>\n";
    }

    private static string Digit(int x, byte lit, Func<int, int> bit)
    {
        string path = string.Concat(Enumerable.Range(0, 7).Where(segment => (lit >> bit(segment) & 1) != 0).Select(segment => Bars[segment]));
        string dot = (lit & 0x80) != 0 ? "<circle cx=\"18\" cy=\"24\" r=\"2\" fill=\"#f33\"/>" : "";
        return string.Create(CultureInfo.InvariantCulture, $"<g transform=\"translate({x},13)\"><path d=\"{path}\" stroke=\"#f33\" stroke-width=\"2.6\"/>{dot}</g>");
    }
}
