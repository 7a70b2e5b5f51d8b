using System;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Configuration;

namespace Nts.Simulation.Files;

public sealed class ScenarioPageTests
{
    private const string Opening = "<!-- keys -->\n\n";
    private const string Closing = "\n<!-- end of keys -->";

    [Fact]
    public void Page_OfAllKeys_IsWhatTheProgramReads()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        string path = Path.Combine(root.FullName, "docs", "simulation.md");
        string page = File.ReadAllText(path);
        string expected = page[..(page.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length)] + Tables() + page[page.IndexOf(Closing, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Tables()
    {
        StringBuilder text = new();
        foreach (IGrouping<string, Setting<ScenarioFile>> section in ScenarioSettings.All.GroupBy(s => s.Section))
        {
            text.Append($"### [{section.Key}]\n\n| key | default | meaning |\n| --- | --- | --- |\n");
            foreach (Setting<ScenarioFile> setting in section)
            {
                text.Append($"| `{setting.Key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "none")} | {setting.Description} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }
}
