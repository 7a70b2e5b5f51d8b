using System;
using System.CommandLine;
using System.IO;
using System.Text;
using Nts.Appliance.Configuration;
using Nts.Configuration;
using Nts.Server;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance network</c>: writes what systemd-networkd is told of <c>[network]</c>, and the host name.</summary>
/// <remarks>
/// Exit code 0; 2 when the configuration has a mistake, and then the files are written all the same; 1 when they cannot be written.
/// The image runs it before its network comes up.
/// </remarks>
internal static class NetworkCommand
{
    private const string HostNameFile = "hostname";
    private const int CannotWrite = 1;
    private const int BadConfiguration = 2;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string> output = new("--output") { Description = $"The folder that gets the files; it is made if it is not there.", HelpName = "DIR", Required = true };
        Option<string?> file = ConfigurationOption.Create();
        Command command = new("network", $"Write {NetworkFile.Name} for systemd-networkd, and the file {HostNameFile}, from the section [network]: DHCP when that is wrong.") { output, file };
        command.SetAction(result => Run(result.GetValue(file), result.GetValue(output)!));
        return command;
    }

    private static int Run(string? given, string folder)
    {
        ConfigurationFile file = ConfigurationReader.ReadFile(given);
        NetworkConfiguration network = NetworkFile.Read(file.Text);
        foreach (ConfigurationProblem problem in file.Problems)
        {
            Console.Error.WriteLine($"{file.Name}: {problem}");
        }

        try
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(Path.Combine(folder, NetworkFile.Name), Encoding.UTF8.GetBytes(NetworkFile.Render(network)), isSecret: false);
            WholeFile.Write(Path.Combine(folder, HostNameFile), Encoding.UTF8.GetBytes(network.HostName + "\n"), isSecret: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"nts-appliance: {folder} cannot be written: {e.Message}");
            return CannotWrite;
        }

        Console.Out.WriteLine($"network: addresses {network}, host name {network.HostName}");
        return file.Problems.Count > 0 ? BadConfiguration : 0;
    }
}
