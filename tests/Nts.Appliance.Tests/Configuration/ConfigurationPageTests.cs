using System.Linq;
using System.Text;
using Nts.Configuration;
using Nts.Manuals;

namespace Nts.Appliance.Configuration;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void Page_OfAllKeys_IsWhatTheProgramReads() => Documents.CompareBelowIntroduction(Documents.Of("docs", "configuration.md"), Tables());

    [Fact]
    public void Sample_InTheImage_IsWhatTheProgramPrints() => Documents.Compare(Documents.Of("image", "nts-appliance.conf"), SampleConfiguration.Render());

    [Fact]
    public void Sample_WithEveryKeySwitchedOn_SetsThemAllToTheirDefaults()
    {
        string text = string.Join('\n', SampleConfiguration.Render().Split('\n').Where(line => !line.StartsWith("# ", System.StringComparison.Ordinal) && !line.EndsWith('=')).Select(line => line.TrimStart('#')));
        ConfigurationFile file = ConfigurationReader.Read(text);
        Assert.Empty(file.Problems);
        Assert.Equal(Settings.All.Where(setting => setting.Default.Length > 0).Select(setting => (setting.Key, setting.Default)), file.Entries.Select(entry => (entry.Key, entry.Value)));
    }

    private static string Tables()
    {
        StringBuilder text = new();
        foreach (IGrouping<string, Setting<ApplianceConfiguration>> section in Settings.All.GroupBy(s => s.Section))
        {
            text.Append($"## [{section.Key}]\n\n| key | default | reload | meaning |\n| --- | --- | --- | --- |\n");
            foreach (Setting<ApplianceConfiguration> setting in section)
            {
                text.Append($"| `{setting.Key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "none")} | {(setting.AppliesOnReload ? "yes" : "restart")} | {setting.Description} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
