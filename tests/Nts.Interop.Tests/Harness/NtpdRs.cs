using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary>ntpd-rs as server and as client, preloaded with leave-clock-alone.c.</summary>
/// <remarks>Which algorithms it asks for and takes is built in: 17 and 15 in this order.</remarks>
internal sealed class NtpdRs : INtsClient, INtsServer
{
    private const string Suite = Programs.Trixie;

    private readonly Place _place;
    private readonly TempDirectory _directory = new();
    private readonly string _configuration;

    private NtpdRs(Place place, string configuration)
    {
        string program = Programs.Peer("ntp-daemon", Suite);
        _place = place;
        _configuration = _directory.Write("ntp.toml", $"""
            [observability]
            log-level = "info"
            ansi-colors = false
            observation-path = "{_directory["observe"]}"
            {configuration}
            """);
        Process = ChildProcess.Start(place, program, "-c", _configuration);
    }

    /// <inheritdoc/>
    public ChildProcess Process { get; }

    /// <summary>A stratum-1 server on the machine's own clock, on every address of its host.</summary>
    public static NtpdRs Server(Place place, ServerSetup setup) =>
        new(place, $"""
            [synchronization]
            local-stratum = 1
            [[server]]
            listen = "[::]:{setup.NtpPort}"
            [[nts-ke-server]]
            listen = "[::]:{ServerSetup.KeyPort}"
            certificate-chain-path = "{setup.Certificates.Server}"
            private-key-path = "{setup.Certificates.ServerKey}"
            ntp-port = {setup.NtpPort}
            {(setup.NtpHost is string host ? $"ntp-server = \"{host}\"" : "")}
            [keyset]
            key-storage-path = "{Path.Combine(setup.KeyDirectory, "keys")}"
            """);

    /// <summary>A client that polls once a second.</summary>
    public static NtpdRs Client(Place place, ClientSetup setup) =>
        new(place, $$"""
            [synchronization]
            minimum-agreeing-sources = 1
            [source-defaults]
            poll-interval-limits = { min = {{setup.Poll ?? 0}}, max = {{setup.Poll ?? 0}} }
            initial-poll-interval = {{setup.Poll ?? 0}}
            [[source]]
            address = "{{setup.Host}}:{{setup.Port}}"
            {{(setup.Ca is null ? "mode = \"server\"" : $"mode = \"nts\"\ncertificate-authority = \"{setup.Ca}\"")}}
            """);

    /// <inheritdoc/>
    public async Task<ClientReading> Read()
    {
        string text = await Status();
        string[] log = Process.Log.Split('\n');
        return Metric(text, "ntp_source_offset_seconds") is not double offset
            ? ClientReading.None
            : new ClientReading(
                Selected: Metric(text, "ntp_system_stratum") < 16,
                Authenticated: Metric(text, "ntp_source_nts_cookies_available") is not null,
                Aead: null,
                Cookies: (int)(Metric(text, "ntp_source_nts_cookies_available") ?? 0),
                Good: log.Count(line => line.Contains("kalman: Offset:", StringComparison.Ordinal)),
                Lost: (int)(Metric(text, "ntp_source_unanswered_polls") ?? 0),
                Refused: log.Count(line => line.Contains("NAK", StringComparison.OrdinalIgnoreCase)),
                Offset: offset);
    }

    /// <inheritdoc/>
    public async Task<ServerReading> Served()
    {
        string text = await Status();
        return new ServerReading(
            KeyEstablishments: null,
            Authenticated: (int)(Metric(text, "ntp_server_nts_accepted_packets_total") ?? 0),
            Refused: (int)(Metric(text, "ntp_server_nts_nak_packets_total") ?? 0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process.Dispose();
        _directory.Dispose();
    }

    // name{labels} value: there is one of each, because there is one source or one server.
    private static double? Metric(string text, string name) =>
        Regex.Match(text, $@"^{name}(?:{{.*}})? (\S+)$", RegexOptions.Multiline) is { Success: true } found
            ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    private async Task<string> Status()
    {
        Assert.True(Process.IsRunning, Process.Log);
        return (await ChildProcess.Run(_place, Programs.Peer("ntp-ctl", Suite), "-c", _configuration, "status", "-f", "prometheus")).Output;
    }
}
