using System.IO;

namespace Nts.Appliance.Commands;

public sealed class SimulateCommandTests
{
    private const string Short = "[scenario]\ntitle = short\nseeds = 1\nseconds = 100 s\nstatistics-from = 60 s\n[limits]\nlock-within = ";

    [Theory]
    [InlineData(Short + "60 s", 0)]
    [InlineData(Short + "1 s", 1)]
    [InlineData(Short + "soon", 2)]
    public void Simulate_AFile_ExitsByItsLimits(string text, int expected)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        Assert.Equal(expected, Invoke(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, "006", "--seconds", "100", "--seeds", "1")]
    [InlineData(0, "001-start-fast-clock", "--seconds", "70", "--seeds", "1-2", "--plot", "/dev/null")]
    [InlineData(2, "nothing-of-this-name")]
    [InlineData(2, "0")] // more than one begins so
    [InlineData(2, "all", "--plot", "x.svg")]
    [InlineData(2, "006", "--seconds", "10")]
    [InlineData(2, "006", "--seeds", "5-1")]
    [InlineData(2, "006", "--csv", "/nowhere/x.csv")]
    public void Simulate_CommandLine_ExitsAsItSays(int expected, params string[] words) => Assert.Equal(expected, Invoke(words));

    private static int Invoke(params string[] words) => Program.Run(["simulate", .. words]);
}
