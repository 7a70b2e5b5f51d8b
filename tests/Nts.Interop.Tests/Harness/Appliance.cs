using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>Our server as the program that ships: the built-in simulated receiver, a software clock, and a configuration file.</summary>
internal sealed class Appliance : IDisposable
{
    private readonly Place _place;
    private readonly TempDirectory _directory;
    private readonly string _runDirectory;
    private readonly string[] _arguments;

    private Appliance(Place place, TempDirectory directory, string runDirectory, params string[] arguments)
    {
        _place = place;
        _directory = directory;
        _runDirectory = runDirectory;
        _arguments = [Programs.Appliance, .. arguments];
        Process = ChildProcess.Start(place, Programs.Dotnet, _arguments);
    }

    /// <summary>The running program.</summary>
    public ChildProcess Process { get; private set; }

    /// <summary>The CA that it makes when it is given no certificate.</summary>
    public string Authority => Path.Combine(_runDirectory, "ca.pem");

    /// <summary>Where it publishes its state.</summary>
    public string RunDirectory => _runDirectory;

    /// <summary>Starts <c>nts-appliance run</c> with cookie keys of its own.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="certificates">Whose certificate it shows.</param>
    /// <param name="hasReceiver">Without: serial port and pulse are devices that do not exist.</param>
    /// <param name="ntp">More lines of its section [ntp].</param>
    /// <param name="keyEstablishment">More lines of its section [nts-ke].</param>
    /// <param name="otherNtpPort">A second port of NTP, which clients are not told.</param>
    public static Appliance Run(
        Place place, ServerAddress address, LabCertificates certificates, bool hasReceiver = true, string ntp = "", string keyEstablishment = "", int? otherNtpPort = null) =>
        Run(place, address, $"{keyEstablishment}\ncertificate = {certificates.Server}\nprivate-key = {certificates.ServerKey}", hasReceiver, ntp, otherNtpPort);

    /// <summary>The same with whatever certificate its section [nts-ke] names; without any it makes its own.</summary>
    public static Appliance Run(Place place, ServerAddress address, string keyEstablishment, bool hasReceiver = true, string ntp = "", int? otherNtpPort = null)
    {
        TempDirectory directory = new();
        string path = directory.Write("appliance.conf", $"""
            [receiver]
            port = {(hasReceiver ? "simulated" : directory["no-port"])}
            pulse = {(hasReceiver ? "simulated" : directory["no-pulse"])}
            [clock]
            steer = software
            [ntp]
            listen = {Endpoints(address.Host, address.NtpPort)}{(otherNtpPort is int other ? ", " + Endpoints(address.Host, other) : "")}
            {ntp}
            [nts-ke]
            listen = {Endpoints(address.Host, address.KeyEstablishmentPort)}
            {keyEstablishment}
            [state]
            directory = {directory["state"]}
            run-directory = {directory["run"]}

            """);
        Directory.CreateDirectory(directory["state"]);
        Directory.CreateDirectory(directory["run"]);
        return new Appliance(place, directory, directory["run"], "run", "--config", path);
    }

    /// <summary>Starts <c>nts-appliance demo</c>, which has ports and a CA of its own.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="state">Its directory; the CA is in <c>ca.pem</c>.</param>
    /// <param name="seconds">When it ends by itself.</param>
    /// <param name="isListening">Whether it serves on its place's address, too, and not on loopback alone.</param>
    public static Appliance Demo(Place place, string state, int seconds, bool isListening = false) =>
        new(place, new TempDirectory(), state, ["demo", "--state-directory", state, "--for", $"{seconds}s", .. isListening ? (string[])["--listen", place.Address] : []]);

    /// <summary>Waits until <c>nts-appliance status</c> says that the clock is served as unsynchronised.</summary>
    public async Task<Appliance> Unlocked()
    {
        await Wait.Until(30, Status, outcome => outcome.ExitCode == 1, outcome => $"start\n{outcome}\n{Process.Log}");
        return this;
    }

    /// <summary>Waits until <c>nts-appliance status</c> says that the clock is served as synchronised.</summary>
    public async Task<Appliance> Locked()
    {
        await Wait.Until(90, Status, outcome => outcome.ExitCode == 0, outcome => $"lock\n{outcome}\n{Process.Log}");
        return this;
    }

    /// <summary>Ends it and starts it again with what it kept.</summary>
    public void Restart()
    {
        Process.Dispose();
        Process = ChildProcess.Start(_place, Programs.Dotnet, _arguments);
    }

    /// <summary>A counter of the NTP service, as published.</summary>
    public Task<long> NtpCounter(string name) => Counter("ntp", name);

    /// <summary>A counter of the key establishment, as published.</summary>
    public Task<long> KeyEstablishmentCounter(string name) => Counter("keyEstablishment", name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        _directory.Dispose();
    }

    private static string Endpoints(string host, int port) => host == "*" ? $"0.0.0.0:{port}, [::]:{port}" : $"{host}:{port}";

    private async Task<long> Counter(string service, string name)
    {
        using JsonDocument status = JsonDocument.Parse((await Status()).Output);
        return status.RootElement.GetProperty(service).GetProperty(name).GetInt64();
    }

    private async Task<Outcome> Status()
    {
        Assert.True(Process.IsRunning, Process.Log);
        return await ChildProcess.Run(_place, Programs.Dotnet, Programs.Appliance, "status", "--json", "--run-directory", _runDirectory);
    }
}
