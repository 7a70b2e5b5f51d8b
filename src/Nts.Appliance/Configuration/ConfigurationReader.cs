using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Configuration;

namespace Nts.Appliance.Configuration;

/// <summary>Turns the text of a configuration file into a configuration, or into a list of all that is wrong with it.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a file. A configuration is returned only when there is no problem at all.</summary>
    public static (ApplianceConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems) ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new ConfigurationProblem(0, e.Message, "give the path of a readable file with --config")]);
        }
    }

    /// <summary>Reads a file for a command; writes a line for each problem, and gives null if there is any.</summary>
    public static ApplianceConfiguration? ReadFile(string path, TextWriter complaints)
    {
        (ApplianceConfiguration? configuration, IReadOnlyList<ConfigurationProblem> problems) = ReadFile(path);
        foreach (ConfigurationProblem problem in problems)
        {
            complaints.WriteLine($"{path}: {problem}");
        }

        return configuration;
    }

    /// <summary>Reads a text. A configuration is returned only when there is no problem at all.</summary>
    public static (ApplianceConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems) Read(string text)
    {
        ApplianceConfiguration configuration = new();
        List<ConfigurationProblem> problems = SettingsText.Apply(text, Settings.All, configuration);
        if (configuration.CertificateFile is null != configuration.PrivateKeyFile is null)
        {
            problems.Add(new(0, "certificate and private-key belong together", "set both in [nts-ke], or neither"));
        }

        if ((configuration.ReceiverPort == ApplianceConfiguration.Simulated) != (configuration.PulseSource == ApplianceConfiguration.Simulated))
        {
            problems.Add(new(0, "the simulated receiver has a simulated pulse, and a real one a real pulse", "set port and pulse in [receiver] both to 'simulated', or neither"));
        }

        if (configuration.SimulatedOutages.Count > 0 && configuration.ReceiverPort != ApplianceConfiguration.Simulated)
        {
            problems.Add(new(0, "simulated-outage is for the simulated receiver", "take it out of [receiver]; a real receiver's antenna is cut by hand"));
        }

        if (configuration.NtpServerName is null && configuration.SmearListen.Any(smeared => smeared.Port == configuration.NtpServerPort))
        {
            problems.Add(new(0, $"ntp-port in [nts-ke] would send all NTS clients to port {configuration.NtpServerPort}, where leap seconds are smeared", "give the port of an address in listen"));
        }

        return (problems.Count == 0 ? configuration : null, problems);
    }
}
