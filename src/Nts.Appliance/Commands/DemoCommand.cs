using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Nts.Appliance.Configuration;
using Nts.Appliance.Recordings;
using Nts.Appliance.Timekeeping;
using Nts.Drivers.GpsPps.Replay;
using Nts.Drivers.Linux;
using Nts.Recordings;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance demo</c>: the main job on the built-in simulated receiver and a software clock, on loopback.</summary>
/// <remarks>Exit code 0 when the clock locked, 1 when it did not.</remarks>
internal static class DemoCommand
{
    private const int NtpPort = 11123;
    private const int KeyEstablishmentPort = 14460;
    private const int PagePort = 18080;
    private const int NeverLocked = 1;
    private const int Unreadable = 2;
    private static readonly TimeSpan AfterReplay = TimeSpan.FromSeconds(5);

    /// <summary>For the services to start: what is sent before that is lost.</summary>
    private static readonly NtpDuration BeforeReplay = NtpDuration.FromSeconds(5);

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<string> length = new("--for") { Description = "Stop by itself after this time, such as 90s or 5m." };
        Option<string> directory = new("--state-directory")
        {
            Description = "Where keys, certificates and the published state go.",
            DefaultValueFactory = _ => Path.Combine("artifacts", "demo"),
        };
        Option<string> listen = new("--listen") { Description = "An address of this machine where it serves, for clients on other machines; loopback without it." };
        length.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !LengthOfTime.TryParse(text, out _))
            {
                result.AddError($"'{text}' is no length of time: write 90s or 5m");
            }
        });
        listen.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !IPAddress.TryParse(text, out _))
            {
                result.AddError($"'{text}' is no address");
            }
        });
        Option<string> replay = new("--replay") { Description = "A recording, or a capture of a receiver's bytes, in the place of the simulated receiver; stops by itself at its end." };
        Command command = new("demo", "Show the whole thing on a simulated receiver and a software clock; touches nothing outside its folder.") { length, directory, listen, replay };
        CaptureArguments capture = new(command);
        command.SetAction(result =>
        {
            Recording? recording = null;
            if (result.GetValue(replay) is { } file && (recording = RecordingLoader.Load(file, capture.Of(result), Console.Error)) is null)
            {
                return Unreadable;
            }

            TimeSpan? time = LengthOfTime.TryParse(result.GetValue(length) ?? string.Empty, out LengthOfTime given) ? given.Value : null;
            IPAddress? address = IPAddress.TryParse(result.GetValue(listen), out IPAddress? told) ? told : null;
            return Run(Path.GetFullPath(result.GetValue(directory)!), address, time ?? LengthOf(recording), recording);
        });
        return command;
    }

    /// <summary>A replay and some seconds more: until the last second's pulse is in.</summary>
    private static TimeSpan? LengthOf(Recording? recording) =>
        recording is null ? null : TimeSpan.FromSeconds(BeforeReplay.TotalSeconds + recording.Length.TotalSeconds) + AfterReplay;

    private static int Run(string directory, IPAddress? listen, TimeSpan? length, Recording? recording)
    {
        IPAddress[] addresses = listen is not null ? [listen] : Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
        ApplianceConfiguration configuration = new()
        {
            ReceiverPort = ApplianceConfiguration.Simulated,
            PulseSource = ApplianceConfiguration.Simulated,
            SteersSystemClock = false,
            SoftwareClockStartError = DateError(recording) + NtpDuration.FromMilliseconds(300),
            Replay = recording,
            ReplayStart = MonotonicClock.Now() + BeforeReplay,
            SoftwareClockFrequencyError = FrequencyOffset.FromPpm(20),
            NtpListen = [.. addresses.Select(address => new IPEndPoint(address, NtpPort))],
            KeyEstablishmentListen = [.. addresses.Select(address => new IPEndPoint(address, KeyEstablishmentPort))],
            WebListen = [.. addresses.Select(address => new IPEndPoint(address, PagePort))],
            StateDirectory = directory,
            RunDirectory = directory,
        };
        if (listen is not null)
        {
            configuration.CertificateNames = [.. configuration.CertificateNames, $"{listen}"];
        }

        using DemoPage page = DemoPage.Start(configuration);
        Console.Out.WriteLine(recording is null
            ? "Demo with a SIMULATED receiver: its time is this machine's clock, not satellites."
            : "Demo with a REPLAY: what the receiver and its pulse say comes from a file, and its date is not today's.");
        Console.Out.WriteLine($"""
            The clock that is disciplined is a software clock that starts 0.3 s and 20 ppm wrong; this machine's clock is not touched.

            Its page:  http://{configuration.WebListen[0]}

            To make chrony a client, put this into a file and run 'chronyd -Q -f FILE' (it prints the offset and sets nothing):

              server {addresses[0]} port {NtpPort} nts ntsport {KeyEstablishmentPort} iburst
              ntstrustedcerts {Path.Combine(directory, "ca.pem")}

            Its state: nts-appliance status --run-directory {directory}

            """);
        using StopSignal stop = new(length);
        TimekeeperResult result = Timekeeper.Run(configuration, EventLog.On(Console.Out), stop.Token);
        return result.ExitCode != 0 ? result.ExitCode : result.HasLocked ? 0 : NeverLocked;
    }

    /// <summary>From today to what the clock read when the recording was made: the software clock starts there.</summary>
    private static NtpDuration DateError(Recording? recording) =>
        recording is null ? NtpDuration.Zero : RecordedDate.ClockAtStart(recording) - (new SystemClock().Now() + BeforeReplay);
}
