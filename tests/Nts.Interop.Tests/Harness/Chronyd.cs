using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>chronyd as server, as client, and as the question "how far is my clock off?". It never touches the clock.</summary>
internal sealed partial class Chronyd : INtsClient, INtsServer
{
    private readonly Place _place;
    private readonly string _suite;
    private readonly TempDirectory _directory;

    private Chronyd(Place place, Func<TempDirectory, string> configuration, string suite = Programs.Bookworm)
    {
        string program = Programs.Peer("chronyd", suite);
        _place = place;
        _suite = suite;
        _directory = new TempDirectory();
        string path = _directory.Write("chrony.conf", configuration(_directory));
        Process = ChildProcess.Start(place, program, ["-d", .. AnyUser, "-f", path]);
    }

    // Neither root nor the package's own user.
    private static string[] AnyUser => ["-U", "-u", Environment.UserName];

    /// <inheritdoc/>
    public ChildProcess Process { get; }

    /// <summary>A stratum-1 NTS server on the machine's own clock.</summary>
    public static Chronyd Server(Place place, ServerAddress address, LabCertificates certificates) =>
        new(place, directory => $"""
            local stratum 1
            allow
            bindaddress {address.Host}
            port {address.NtpPort}
            ntsport {address.KeyEstablishmentPort}
            ntsservercert {certificates.Server}
            ntsserverkey {certificates.ServerKey}
            cmdport 0
            bindcmdaddress /
            pidfile {directory["pid"]}
            """);

    /// <summary>A stratum-1 server on the machine's own clock, on every address of its host.</summary>
    public static Chronyd Server(string suite, Place place, ServerSetup setup) =>
        new(
            place,
            directory => $"""
            local stratum 1
            allow
            port {setup.NtpPort}
            ntsport {ServerSetup.KeyPort}
            ntsservercert {setup.Certificates.Server}
            ntsserverkey {setup.Certificates.ServerKey}
            ntsdumpdir {setup.KeyDirectory}
            {(setup.NtpHost is string host ? "ntsntpserver " + host : "")}
            cmdport 0
            bindcmdaddress {directory["command"]}
            pidfile {directory["pid"]}
            """,
            suite);

    /// <summary>A client that keeps polling, several times a second.</summary>
    public static Chronyd Client(string suite, Place place, ClientSetup setup) =>
        new(
            place,
            directory => $"""
            server {setup.Host} iburst minpoll {setup.Poll ?? -1} maxpoll {setup.Poll ?? -1} {(setup.Ca is null ? $"port {setup.Port}" : $"nts ntsport {setup.Port}")}
            {(setup.Ca is null ? "" : "ntstrustedcerts " + setup.Ca)}
            {(setup.Aead is int aead && suite != Programs.Bookworm ? $"ntsaeads {aead}" : "")}
            port 0
            cmdport 0
            bindcmdaddress {directory["command"]}
            pidfile {directory["pid"]}
            """,
            suite);

    /// <summary>A client that keeps polling over NTS, several times a second.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="server">What it polls.</param>
    /// <param name="ca">The CA that it trusts.</param>
    /// <param name="poll">Seconds between polls, as a power of two.</param>
    /// <param name="lines">More lines.</param>
    public static Chronyd Client(Place place, ServerAddress server, string ca, int poll = -2, string lines = "") =>
        new(place, directory => $"""
            {Source(server, ca, $"minpoll {poll} maxpoll {poll}")}
            {lines}
            port 0
            cmdport 0
            bindcmdaddress {directory["command"]}
            pidfile {directory["pid"]}
            """);

    /// <summary>A client with the lines that somebody was told to paste.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="lines">The lines.</param>
    public static Chronyd Pasted(Place place, string lines) =>
        new(place, directory => $"""
            {lines}
            port 0
            cmdport 0
            bindcmdaddress {directory["command"]}
            pidfile {directory["pid"]}
            """);

    /// <summary>A client that polls eight times a second in interleaved mode, if the server can.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="server">What it polls.</param>
    /// <param name="ca">The CA to trust; null asks without NTS.</param>
    /// <param name="isInterleaved">False stays in basic mode.</param>
    public static Chronyd InterleavedClient(Place place, ServerAddress server, string? ca, bool isInterleaved = true) =>
        new(place, directory => $"""
            {Source(server, ca, "minpoll -3 maxpoll -3" + (isInterleaved ? " xleave" : ""))}
            port 0
            cmdport 0
            bindcmdaddress {directory["command"]}
            pidfile {directory["pid"]}
            """);

    /// <summary>What <c>chronyd -Q</c> says: the offset of the machine's clock, or nothing when it finds no time to trust.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="server">The server to ask.</param>
    /// <param name="ca">The CA to trust; null asks without NTS.</param>
    /// <param name="options">More options of the server's line.</param>
    /// <param name="lines">More lines.</param>
    public static async Task<OneShot> Ask(Place place, ServerAddress server, string? ca, string options = "", string lines = "")
    {
        string program = Programs.Peer("chronyd");
        using TempDirectory directory = new();
        string path = directory.Write("chrony.conf", $"{Source(server, ca, options)}\n{lines}\n");
        Outcome outcome = await ChildProcess.Run(place, program, ["-Q", "-t", "15", .. AnyUser, "-f", path]);
        Match found = ClockWrong().Match(outcome.Errors);
        double? offset = outcome.ExitCode == 0 && found.Success ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        return new OneShot(offset, outcome);
    }

    /// <summary>What a client knows about its server.</summary>
    public async Task<ChronyReport> Report()
    {
        Assert.True(Process.IsRunning, Process.Log);
        string[] authentication = await Query("authdata");
        string[] data = await Query("ntpdata");
        string[] sources = await Query("sources");
        return authentication.Length < 10 || data.Length < 34 || sources.Length < 6
            ? ChronyReport.None
            : new ChronyReport(
                Selected: sources[1] == "*",
                Reach: sources[5],
                Naks: Number(authentication[7]),
                Cookies: Number(authentication[8]),
                CookieLength: Number(authentication[9]),
                Aead: Number(authentication[3]),
                Authenticated: data[27] == "Yes",
                Leap: data[5],
                Sent: Number(data[30]),
                Valid: Number(data[32]),
                Good: Number(data[33]),
                Offset: double.Parse(data[18], CultureInfo.InvariantCulture))
            {
                Interleaved = data[26] == "Yes",
                Stamps = (data[28], data[29]),
                Delay = double.Parse(data[19], CultureInfo.InvariantCulture),
                ResponseTime = double.Parse(data[21], CultureInfo.InvariantCulture),
            };
    }

    /// <inheritdoc/>
    public async Task<ClientReading> Read()
    {
        ChronyReport report = await Report();
        return new ClientReading(
            report.Selected, report.Authenticated, report.Aead, report.Cookies, report.Good, report.Sent - report.Valid, report.Naks, report.Offset);
    }

    /// <inheritdoc/>
    public async Task<ServerReading> Served()
    {
        Assert.True(Process.IsRunning, Process.Log);
        string[] counts = await Query("serverstats");
        return counts.Length < 8 ? new ServerReading(0, 0, null) : new ServerReading(Number(counts[5]), Number(counts[7]), null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        _directory.Dispose();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Source(ServerAddress server, string? ca, string options) => $"""
        server {server.Host} port {server.NtpPort} iburst {options} {(ca is null ? "" : $"nts ntsport {server.KeyEstablishmentPort}")}
        {(ca is null ? "" : "ntstrustedcerts " + ca)}
        """;

    [GeneratedRegex(@"System clock wrong by (-?\d+\.\d+) seconds")]
    private static partial Regex ClockWrong();

    private async Task<string[]> Query(string what)
    {
        Outcome outcome = await ChildProcess.Run(_place, Programs.Peer("chronyc", _suite), "-h", _directory["command"], "-c", "-n", what);
        return outcome.ExitCode == 0 ? outcome.Output.Split('\n').First().Split(',') : [];
    }
}
