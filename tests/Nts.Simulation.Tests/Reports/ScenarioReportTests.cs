using System;
using System.IO;
using System.Linq;
using Nts.Simulation.Files;

namespace Nts.Simulation.Reports;

public sealed class ScenarioReportTests
{
    private const string Short = "[scenario]\ntitle = short\nseeds = 1-2\nseconds = 200 s\nstatistics-from = 60 s\n[limits]\n";

    [Fact]
    public void Run_LimitsThatHold_KeepsThemForEverySeed()
    {
        (bool isKept, string[] lines, _) = Run(Short + "lock-within = 60 s");
        Assert.True(isKept);
        Assert.Equal(["1", "2", "all"], lines.Skip(3).Take(3).Select(line => line.TrimStart().Split(' ')[0]));
        Assert.EndsWith("2 of 2", lines[5], StringComparison.Ordinal);
        Assert.Matches(@"^  400 s in [\d.]+ s of processor time: \d+ x real time on one core$", lines[7]);
    }

    [Fact]
    public void Run_LimitThatBreaks_SaysWhichAndHow()
    {
        (bool isKept, string[] lines, _) = Run(Short + "lock-within = 1 s");
        Assert.False(isKept);
        Assert.EndsWith("0 of 2", lines[5], StringComparison.Ordinal);
        Assert.Matches(@"^  seed 1: lock-within is \d+ s, the limit 1 s$", lines[6]);
        Assert.Matches(@"^  seed 2: lock-within is \d+ s, the limit 1 s$", lines[7]);
    }

    [Fact]
    public void Run_WithCsv_WritesEverySecondOfEverySeed()
    {
        string[] csv = Run(Short).Csv;
        Assert.Equal("seed,second,error_s,bound_s,crystal,correction,temperature_c,state", csv[0]);
        Assert.Equal(1 + (2 * 200), csv.Length);
        Assert.Matches(@"^1,0,[-\d.e]+,,2e-05,0,0,Coarse$", csv[1]);
        Assert.Matches(@"^2,199,[-\d.e]+,[\d.e-]+,[\d.e-]+,[-\d.e]+,0,Locked$", csv[^1]);
    }

    private static (bool IsKept, string[] Lines, string[] Csv) Run(string text)
    {
        ScenarioFile file = ScenarioFile.Read(text).File!;
        using StringWriter table = new();
        using StringWriter csv = new();
        bool isKept = new ScenarioReport(table).Run("test", file, file.Seeds, csv: csv);
        return (isKept, table.ToString().Split('\n'), csv.ToString().TrimEnd('\n').Split('\n'));
    }
}
