using System.CommandLine;
using Nts.Appliance.Commands;

namespace Nts.Appliance;

internal static class Program
{
    /// <summary>System.CommandLine gives 1, which here means that something needs attention.</summary>
    private const int WrongUsage = 2;

    private static int Main(string[] arguments) => Run(arguments);

    /// <summary>Runs a command line to its end; gives its exit code.</summary>
    internal static int Run(string[] arguments)
    {
        RootCommand root = Root();
        ParseResult result = root.Parse(arguments);
        int code = result.Invoke();
        return result.Errors.Count > 0 ? WrongUsage : code;
    }

    /// <summary>All commands; the man page and the completion of shells are made of them, too.</summary>
    internal static RootCommand Root()
    {
        RootCommand root = new("A GPS receiver becomes a stratum-1 time server with Network Time Security.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            CheckCommand.Create(),
            CheckConfigCommand.Create(),
            RecordCommand.Create(),
            ReplayCommand.Create(),
            SimulateCommand.Create(),
            WebCommand.Create(),
            DisplayCommand.Create(),
            NetworkCommand.Create(),
        };
        foreach (Command command in ShowCommand.All())
        {
            root.Add(command);
        }

        return root;
    }
}
