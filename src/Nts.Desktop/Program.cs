using System.CommandLine;
using System.Threading.Tasks;

namespace Nts.Desktop;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        RootCommand root = new("Network Time Security from a desktop.");
        root.Subcommands.Add(ClientCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        return root.Parse(args).InvokeAsync();
    }
}
