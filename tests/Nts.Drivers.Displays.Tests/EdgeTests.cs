using Xunit.Abstractions;

namespace Nts.Drivers.Displays;

/// <summary>How much must go over the bus at the edge of a second: the figures of docs/display.md.</summary>
public sealed class EdgeTests(ITestOutputHelper output)
{
    private static readonly string[] Page = ["Sun 2026-11-22 UTC", "locked", "within 1.27 us", "offset +12 ns", "satellites 9 of 14"];
    private static readonly string[] NextPage = ["CA fingerprint SHA256", "9F1C 52E0 770B AD34", "61F8 2DC9 057E B348", "EA96 135F D02B 84C7", "3A6E F109 B54C 80D2"];

    [Fact]
    public void Max7219_Edges_AreDigitsThatChange()
    {
        Assert.Equal(2, Bytes(new Max7219(4), "12:34:56", "12:34:57"));
        Assert.Equal(10, Bytes(new Max7219(4), "12:59:59", "13:00:00"));
    }

    [Fact]
    public void Ht16k33_Edges_AreTheColonOrDigitsThatChange()
    {
        Assert.Equal(2, Bytes(new Ht16k33(4, showsSeconds: false), "12:34:56", "12:34:57"));
        Assert.Equal(8, Bytes(new Ht16k33(4, showsSeconds: false), "12:59:59", "13:00:00"));
    }

    [Fact]
    public void Ssd1306_Edges_AreColumnsThatChange()
    {
        Assert.InRange(Bytes(new Ssd1306(4), "12:34:56", "12:34:57"), 20, 70);
        Assert.InRange(Bytes(new Ssd1306(4), "12:34:59", "12:35:00"), 100, 200);
        Assert.InRange(Bytes(new Ssd1306(4), "12:59:59", "13:00:00"), 200, 300);
        Assert.InRange(Bytes(new Ssd1306(4), "12:34:59", "12:35:00", NextPage), 600, 800);
    }

    private int Bytes(IDisplayChip chip, string before, string after, string[]? lines = null)
    {
        using PreparedWrites writes = new();
        chip.Start(writes);
        chip.Draw(Faces.At(before, lines: Page), writes);
        writes.Clear();
        chip.Draw(Faces.At(after, lines: lines ?? Page), writes);
        output.WriteLine($"{chip.GetType().Name} {before} {after}: {writes.Count} writes, {writes.ByteCount} bytes");
        return writes.ByteCount;
    }
}
