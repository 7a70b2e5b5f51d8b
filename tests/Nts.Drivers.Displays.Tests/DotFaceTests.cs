using System.Linq;

namespace Nts.Drivers.Displays;

public sealed class DotFaceTests
{
    [Fact]
    public void Font_EveryCharacterOfAscii_IsDrawnOrReplaced()
    {
        char[] missing = [.. Enumerable.Range(' ', 95).Select(code => (char)code).Where(character => !DotFont.Has(character))];
        Assert.Equal("$\\^{}~", new string(missing));
        Assert.All("±°µ−", character => Assert.True(DotFont.Has(character)));
    }

    [Fact]
    public void Draw_LongLine_EndsAtTheEdge()
    {
        DotFrame frame = new();
        DotFace.Draw(Faces.At("12:34:56", lines: new string('M', 40)), frame);
        Assert.True(frame[124, 24]);
    }
}
