using System.CommandLine;
using System.Threading.Tasks;
using Nts.Desktop.Bench;
using Nts.Desktop.Roles;

namespace Nts.Desktop;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        ParseResult command = Root().Parse(args);
        int code = await command.InvokeAsync().ConfigureAwait(false);
        return BenchCommand.IsMisused(command) ? BenchCommand.Misused : code;
    }

    /// <summary>All commands; the man page and the completion of shells are made of them, too.</summary>
    internal static RootCommand Root()
    {
        RootCommand root = new("Network Time Security from a desktop.");
        root.Subcommands.Add(ClientCommand.Create());
        root.Subcommands.Add(MonitorCommand.Create());
        root.Subcommands.Add(ProbeCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(KeServerCommand.Create());
        root.Subcommands.Add(NtpServerCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        return root;
    }
}
