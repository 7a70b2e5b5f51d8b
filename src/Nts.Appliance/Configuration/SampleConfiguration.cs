using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>A whole configuration file in which nothing is set yet: every key with its meaning and its default.</summary>
internal static partial class SampleConfiguration
{
    private const int Width = 100;

    private const string Head = """
        # What the time server is told: /boot/firmware/nts-appliance.conf, else /etc/nts-appliance.conf.
        # Every key is here with its default. To change one, take the '#' before it away. An empty file is right for a Raspberry Pi
        # with the receiver on its serial header and the pulse on GPIO 18.
        # After a change: nts-appliance check-config, then systemctl reload nts-appliance. Keys marked [restart] need systemctl restart.

        """;

    /// <summary>The file.</summary>
    public static string Render()
    {
        StringBuilder text = new(Head);
        foreach (IGrouping<string, Setting<ApplianceConfiguration>> section in Settings.All.GroupBy(setting => setting.Section))
        {
            text.Append('\n').Append($"[{section.Key}]\n");
            foreach (Setting<ApplianceConfiguration> setting in section)
            {
                foreach (string line in Wrapped(Plain(setting.Description) + (setting.AppliesOnReload ? "" : " [restart]")))
                {
                    text.Append($"# {line}\n");
                }

                text.Append($"#{setting.Key} = {setting.Default}".TrimEnd()).Append("\n\n");
            }

            text.Length--;
        }

        return text.ToString();
    }

    /// <summary>A description without what only Markdown needs.</summary>
    public static string Plain(string description) => MarkdownLink().Replace(description, "$1").Replace('`', '\'');

    private static IEnumerable<string> Wrapped(string text)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex MarkdownLink();
}
