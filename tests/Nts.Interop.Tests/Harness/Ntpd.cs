using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>ntpsec's ntpd as server and as client, preloaded with leave-clock-alone.c. Only in a namespace: its ports are fixed.</summary>
internal sealed partial class Ntpd : INtsClient, INtsServer
{
    // By default ntpd answers no questions and each address once a second.
    private const string Common = """
        disable ntp
        disable kernel
        limit average 1000000000 burst 20
        unrestrict default kod limited noquery
        """;

    private readonly Place _place;
    private readonly string _suite;
    private readonly TempDirectory _directory;

    private Ntpd(Place place, Func<TempDirectory, string> configuration, string suite = Programs.Bookworm)
    {
        string program = Programs.Peer("ntpd", suite);
        _place = place;
        _suite = suite;
        _directory = new TempDirectory();
        string path = _directory.Write("ntp.conf", $"{configuration(_directory)}\n{Common}\n");
        Process = ChildProcess.Start(place, program, "-n", "-g", "-c", path, "-p", _directory["pid"]);
    }

    /// <inheritdoc/>
    public ChildProcess Process { get; }

    /// <summary>A stratum-1 NTS server on the machine's own clock.</summary>
    public static Ntpd Server(Place place, LabCertificates certificates) =>
        new(place, directory => $"""
            nts enable
            nts key {certificates.ServerKey}
            nts cert {certificates.Server}
            nts cookie {directory["cookie-keys"]}
            tos orphan 1 orphanwait 1
            """);

    /// <summary>A stratum-1 server on the machine's own clock. It has one port, and sends no client elsewhere.</summary>
    public static Ntpd Server(string suite, Place place, ServerSetup setup) =>
        new(
            place,
            _ => $"""
            nts enable
            nts key {setup.Certificates.ServerKey}
            nts cert {setup.Certificates.Server}
            nts cookie {Path.Combine(setup.KeyDirectory, "cookie-keys")}
            tos orphan 1 orphanwait 1
            """,
            suite);

    /// <summary>A client that keeps polling.</summary>
    public static Ntpd Client(string suite, Place place, ClientSetup setup) =>
        new(
            place,
            _ => (setup.Ca is null ? $"server {setup.Host}" : $"server {setup.Host}:{setup.Port} nts ca {setup.Ca} {Algorithm(setup.Aead)}")
                + $" iburst minpoll {setup.Poll ?? 0} maxpoll {setup.Poll ?? 0}",
            suite);

    /// <summary>A client that keeps polling over NTS.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="server">What it polls: the port of NTS-KE is told, the port of NTP is negotiated.</param>
    /// <param name="ca">The CA that it trusts.</param>
    /// <param name="poll">Seconds between polls, as a power of two.</param>
    public static Ntpd Client(Place place, ServerAddress server, string ca, int poll = 1) =>
        new(place, _ => $"server {server.Host}:{server.KeyEstablishmentPort} nts ca {ca} iburst minpoll {poll} maxpoll {poll}");

    /// <summary>A client that keeps polling with the AES-CMAC key 1 (RFC 8573).</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="server">What it polls, on the one port that it knows.</param>
    /// <param name="key">Hexadecimal digits of the key.</param>
    /// <param name="poll">Seconds between polls, as a power of two.</param>
    public static Ntpd ClientWithKey(Place place, ServerAddress server, string key, int poll = 1) =>
        new(place, directory => $"""
            keys {directory.Write("ntp.keys", $"1 AES {key}\n")}
            trustedkey 1
            server {server.Host} key 1 iburst minpoll {poll} maxpoll {poll}
            """);

    /// <summary>What a client knows about its server.</summary>
    public async Task<NtpdReport> Report()
    {
        Assert.True(Process.IsRunning, Process.Log);
        Outcome outcome = await ChildProcess.Run(
            _place, Programs.Peer("ntpq", _suite), "-n", "-c", "ntsinfo", "-c", "sysstats", "-c", "associations", "-c", "readvar &1 reach,ntscookies,offset", "127.0.0.1");
        string text = outcome.Output;
        return new NtpdReport(
            Selected: Association().Match(text).Groups["selected"].Value == "sys.peer",
            Reach: Value(text, @"\breach=([0-7]+)", "-"),
            Authenticated: Association().Match(text).Groups["auth"].Value == "ok",
            Cookies: Count(text, @"\bntscookies=(\d+)"),
            Sent: Count(text, @"NTS client sends: +(\d+)"),
            Good: Count(text, @"NTS client recvs good: +(\d+)"),
            Bad: Count(text, @"NTS client recvs w error: +(\d+)"),
            Processed: Count(text, @"processed for time: +(\d+)"),
            KeyEstablishments: Count(text, @"NTS KE client probes good: +(\d+)"),
            Aead: Value(Process.Log, @"Got \d+ cookies, length \d+, aead=(\d+)", "") is { Length: > 0 } aead ? int.Parse(aead, CultureInfo.InvariantCulture) : null,
            Offset: double.TryParse(Value(text, @"\boffset=(-?[\d.]+)", ""), CultureInfo.InvariantCulture, out double milliseconds) ? milliseconds / 1000 : null);
    }

    /// <inheritdoc/>
    public async Task<ClientReading> Read()
    {
        NtpdReport report = await Report();
        return new ClientReading(
            report.Selected, report.Authenticated, report.Aead, report.Cookies, report.Processed, report.Sent - report.Good, report.Bad, report.Offset);
    }

    /// <inheritdoc/>
    public async Task<ServerReading> Served()
    {
        Assert.True(Process.IsRunning, Process.Log);
        Outcome outcome = await ChildProcess.Run(_place, Programs.Peer("ntpq", _suite), "-n", "-c", "ntsinfo", "127.0.0.1");
        return new ServerReading(
            KeyEstablishments: Count(outcome.Output, @"NTS KE serves good: +(\d+)"),
            Authenticated: Count(outcome.Output, @"NTS server recvs good: +(\d+)"),
            Refused: Count(outcome.Output, @"NTS server recvs w error: +(\d+)"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        _directory.Dispose();
    }

    private static string Algorithm(int? aead) => aead switch
    {
        null => "",
        15 => "aead AES_SIV_CMAC_256",
        17 => "aead AES_SIV_CMAC_512",
        _ => throw new ArgumentOutOfRangeException(nameof(aead)),
    };

    private static string Value(string text, string pattern, string missing) =>
        Regex.Match(text, pattern) is { Success: true } found ? found.Groups[1].Value : missing;

    private static int Count(string text, string pattern) => int.Parse(Value(text, pattern, "0"), CultureInfo.InvariantCulture);

    // ind assid status conf reach auth condition ...
    [GeneratedRegex(@"^ +1 +\d+ +\w+ +\w+ +\w+ +(?<auth>\w+) +(?<selected>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Association();
}
