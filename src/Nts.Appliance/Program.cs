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
            WebCommand.Create(),
        };
        return root.Parse(arguments).Invoke();
    }
}
