using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nts.Interop.Harness;

namespace Nts.Interop.Matrix;

/// <summary>docs/interop.md shows the cells that the tests play, no more and no less.</summary>
public sealed class InteropPageTests
{
    private static readonly Dictionary<Setup, string> Columns = new()
    {
        [Setup.OneHost] = "one host",
        [Setup.IPv6] = "by IPv6",
        [Setup.OtherPort] = "NTP on another port",
        [Setup.OtherHost] = "NTP on another host",
        [Setup.WithoutNts] = "NTPv4 without NTS",
    };

    [Fact]
    public void Page_OfAllCells_IsWhatTheTestsPlay()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nts.slnx")))
        {
            root = root.Parent!;
        }

        string path = Path.Combine(root.FullName, "docs", "interop.md");
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
        foreach (Role role in Enum.GetValues<Role>())
        {
            Setup[] setups = [.. Columns.Keys.Where(setup => Cells.All.Any(cell => cell.Role == role && cell.Setup == setup))];
            text.Append($"## Peers as {(role == Role.Client ? "clients of our servers" : "servers of our client")}\n\n");
            text.Append($"| peer | {string.Join(" | ", setups.Select(setup => Columns[setup]))} |\n|{string.Concat(Enumerable.Repeat(" --- |", setups.Length + 1))}\n");
            foreach (Peer peer in Peer.All)
            {
                text.Append($"| {peer} | {string.Join(" | ", setups.Select(setup => Show(peer, role, setup)))} |\n");
            }

            text.Append('\n');
            foreach (IGrouping<string, string> reason in Missing(role, setups))
            {
                text.Append($"- {string.Join("; ", reason)}: {reason.Key}.\n");
            }

            text.Append('\n');
        }

        return text.ToString().Replace("\n\n\n", "\n\n", StringComparison.Ordinal).TrimEnd('\n');
    }

    private static string Show(Peer peer, Role role, Setup setup)
    {
        int?[] aeads = [.. Cells.All.Where(cell => cell.Peer == peer && cell.Role == role && cell.Setup == setup).Select(cell => cell.Aead)];
        return aeads switch
        {
            [] => "–",
            [null] => "yes",
            _ => string.Join(", ", aeads),
        };
    }

    private static IEnumerable<IGrouping<string, string>> Missing(Role role, Setup[] setups) =>
        from setup in setups
        from peer in Peer.All
        let reason = Cells.WhyNot(peer, role, setup)
        where reason is not null
        group $"{peer}, {Columns[setup]}" by reason;
}
