using System.CommandLine;
using Nts.Appliance.Commands;

namespace Nts.Appliance;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        RootCommand root = new("A GPS receiver becomes a stratum-1 time server with Network Time Security.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            StatusCommand.Create(),
            CheckCommand.Create(),
            RecordCommand.Create(),
            ReplayCommand.Create(),
            SimulateCommand.Create(),
            WebCommand.Create(),
        };
        ParseResult result = root.Parse(arguments);
        return CheckCommand.ExitCode(result, result.Invoke());
    }
}
