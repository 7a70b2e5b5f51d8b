using System;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void Page_OfAllKeys_IsWhatTheProgramReads()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        string path = Path.Combine(root.FullName, "docs", "configuration.md");
        string page = File.ReadAllText(path);
        string expected = page[..page.IndexOf("\n## ", StringComparison.Ordinal)] + "\n" + Tables() + "\n";
        if (Environment.GetEnvironmentVariable("NTS_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Tables()
    {
        StringBuilder text = new();
        foreach (IGrouping<string, Setting<ApplianceConfiguration>> section in Settings.All.GroupBy(s => s.Section))
        {
            text.Append($"## [{section.Key}]\n\n| key | default | meaning |\n| --- | --- | --- |\n");
            foreach (Setting<ApplianceConfiguration> setting in section)
            {
                text.Append($"| `{setting.Key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "none")} | {setting.Description} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
