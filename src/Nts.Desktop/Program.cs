using System.CommandLine;
using System.Threading.Tasks;
using Nts.Desktop.Bench;
using Nts.Desktop.Roles;

namespace Nts.Desktop;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        RootCommand root = new("Network Time Security from a desktop.");
        root.Subcommands.Add(ClientCommand.Create());
        root.Subcommands.Add(MonitorCommand.Create());
        root.Subcommands.Add(ProbeCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(KeServerCommand.Create());
        root.Subcommands.Add(NtpServerCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        ParseResult command = root.Parse(args);
        int code = await command.InvokeAsync().ConfigureAwait(false);
        return BenchCommand.IsMisused(command) ? BenchCommand.Misused : code;
    }
}
