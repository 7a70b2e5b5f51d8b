using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Appliance.Timekeeping;
using Nts.Time;

namespace Nts.Appliance.Checking;

/// <summary>All that <c>nts-appliance check</c> looks at, in the order in which one thing needs the other.</summary>
internal static class CheckList
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Looks at everything; each finding comes as soon as it is known.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="given">The configuration file; null for the one that is found.</param>
    /// <param name="listens">Whether to listen to the receiver when no timekeeper does.</param>
    /// <param name="time">For the age of the leap-second table.</param>
    public static IEnumerable<Finding> Run(Machine machine, string? given, bool listens, TimeProvider time)
    {
        ConfigurationFile file = ConfigurationReader.ReadFile(given);
        foreach (Finding finding in ConfigurationFindings(file))
        {
            yield return finding;
        }

        ApplianceConfiguration configuration = file.Configuration ?? new();
        bool isSimulated = configuration.ReceiverPort == ApplianceConfiguration.Simulated;
        StatusView view = StatusView.Of(Path.Combine(configuration.RunDirectory, StatusFile.FileName));
        int? timekeeper = view.Problem is null ? view.Status!.ProcessId : null;
        if (isSimulated)
        {
            yield return Finding.Note("port", "the receiver is SIMULATED: nothing of it is real", "set port and pulse in [receiver] once there is a real one");
        }
        else
        {
            // The timekeeper has both itself, and says whether they work.
            if (timekeeper is null)
            {
                Finding port = configuration.ReceiverPort == ApplianceConfiguration.Found ? PortCheck.OfAny(machine) : PortCheck.Of(machine, configuration.ReceiverPort);
                listens &= port.Level is FindingLevel.Ok;
                yield return port;
                yield return PulseCheck.Of(machine, configuration.PulseSource);
            }

            foreach (Finding finding in BootCheck.Of(machine, configuration.ReceiverPort, configuration.PulseSource))
            {
                yield return finding;
            }
        }

        foreach (Finding finding in DisplayCheck.Of(machine, configuration.Display, configuration.PulseSource))
        {
            yield return finding;
        }

        if (configuration.SteersSystemClock)
        {
            yield return ClockDaemons.Check(machine);
        }

        int lowestPort = configuration.NtpListen.Concat(configuration.SmearListen).Concat(configuration.KeyEstablishmentListen).Min(end => end.Port);
        yield return PrivilegeCheck.Of(machine, timekeeper, configuration.SteersSystemClock, lowestPort);
        foreach (Finding finding in SecretFindings(configuration))
        {
            yield return finding;
        }

        yield return LeapTableCheck.Of(machine, configuration.LeapSecondFile, PosixTime.FromSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        yield return TimekeeperCheck.Of(view);
        if (timekeeper is null && listens && !isSimulated)
        {
            using ReceiverChoice choice = new(configuration);
            yield return ReceiverCheck.Listen(choice.Options, Patience);
        }
    }

    private static Finding[] SecretFindings(ApplianceConfiguration configuration)
    {
        Finding[] problems = [.. Secrets.Problems(configuration).Select(problem => Finding.Problem("secrets", problem.Reason, problem.Fix))];
        return problems.Length > 0 ? problems : [Finding.Ok("secrets", "no secret file that can be seen is open to others")];
    }

    private static IEnumerable<Finding> ConfigurationFindings(ConfigurationFile file) => file.Problems.Count == 0
        ? [Finding.Ok("configuration", file.Path is null ? file.Description : $"{file.Path} is valid")]
        : file.Problems.Select(problem => Finding.Problem("configuration", $"{file.Name}: {(problem.Line > 0 ? $"line {problem.Line}: " : "")}{problem.Reason}", problem.Fix))
            .Append(Finding.Note("configuration", "the rest is checked as if the file were empty"));
}
