using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Nts.Appliance.Checking;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance check</c>: what stands in the way on this machine, before asking for help.</summary>
/// <remarks>Exit code 0 when nothing does, 1 when something does, 2 for a wrong command line.</remarks>
internal static class CheckCommand
{
    private const int FoundProblems = 1;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string?> file = ConfigurationOption.Create();
        Option<bool> noListen = new("--no-listen") { Description = "Do not listen to the receiver (up to 15 s, when no timekeeper runs)." };
        Option<bool> json = new("--json") { Description = "Print the findings as JSON." };
        Command command = new("check", "Look for what stands in the way: configuration, ports, pins, other programs, receiver.") { file, noListen, json };
        command.SetAction(result => Run(CheckList.Run(new Machine(), result.GetValue(file), !result.GetValue(noListen), TimeProvider.System), result.GetValue(json)));
        return command;
    }

    private static int Run(IEnumerable<Finding> findings, bool json)
    {
        List<Finding> all = [];
        foreach (Finding finding in findings)
        {
            all.Add(finding);
            if (!json)
            {
                Console.Out.WriteLine(CheckText.Render(finding));
            }
        }

        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(all, CheckJson.Default.ListFinding));
        }

        return all.Any(finding => finding.Level is FindingLevel.Problem) ? FoundProblems : 0;
    }
}
