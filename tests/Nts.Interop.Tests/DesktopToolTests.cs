using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary>The commands of <c>nts</c> against its own two roles, as the programs that ship.</summary>
public sealed class DesktopToolTests : IAsyncLifetime, IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly LabCertificates _certificates;
    private readonly ServerAddress _address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
    private ChildProcess? _keyEstablishment;
    private ChildProcess? _ntp;

    public DesktopToolTests() => _certificates = new LabCertificates(_directory);

    [Fact]
    public async Task Probe_OfOurRoles_FindsEveryRuleKept()
    {
        Outcome outcome = await Nts("probe", "--json", "--interval", "0.02", "--patience", "10");
        JsonElement[] findings = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.True(outcome.ExitCode == 0 && findings.Length > 90, outcome.ToString());
        Assert.All(findings, finding => Assert.Contains(finding.GetProperty("verdict").GetString(), (string[])["pass", "n/a"]));
    }

    [Fact]
    public async Task Monitor_ForACount_MeasuresAndEndsGood()
    {
        Outcome outcome = await Nts("monitor", "--json", "--poll", "-2", "-n", "6");
        JsonElement last = JsonDocument.Parse(outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.True(outcome.ExitCode == 0 && last.GetProperty("accepted").GetInt32() >= 5, outcome.ToString());
        Assert.True(Math.Abs(last.GetProperty("offset").GetDouble()) <= (last.GetProperty("delay").GetDouble() / 2) + 1e-4, outcome.ToString());
        Assert.Equal((8, 0), (last.GetProperty("cookies").GetInt32(), last.GetProperty("naks").GetInt32()));
    }

    [Fact]
    public async Task Monitor_ToldToStop_EndsGood()
    {
        using ChildProcess monitor = ChildProcess.Start(Place.Loopback, Programs.Dotnet, Arguments("monitor"));
        await monitor.WaitFor("reachable", seconds: 30);
        await ChildProcess.Run(Place.Loopback, "kill", "-TERM", monitor.Id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(0, (await monitor.Finish(seconds: 20)).ExitCode);
    }

    [Fact]
    public async Task Monitor_NobodyThere_EndsWithOne()
    {
        Outcome outcome = await ChildProcess.Run(
            Place.Loopback, Programs.Dotnet, Programs.Desktop, "monitor", $"127.0.0.1:{FreePort.Tcp()}", "--cert", _certificates.Ca, "--for", "2s");
        Assert.True(outcome.ExitCode == 1 && outcome.Output.Contains("no keys, key establishment failed", StringComparison.Ordinal), outcome.ToString());
    }

    [Theory]
    [InlineData(15, 228)]
    [InlineData(17, 292)]
    [InlineData(30, 192)]
    public async Task Client_VerboseWithAnAlgorithm_DescribesRecordsAndFields(int aead, int octets)
    {
        Outcome outcome = await Nts("client", "-v", "--aead", aead.ToString(CultureInfo.InvariantCulture));
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains($"AEAD Algorithm Negotiation (4, critical), 2 octets at 6: {aead} (", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains($": Accepted, {octets} octets\n", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("authentic under the S2C key", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_OfALimitedServer_CountsItsKisses()
    {
        // ntp-server answers an address 16 times a second, after 64 at once, and tells every 16th of the others.
        Outcome outcome = await ChildProcess.Run(
            Place.Loopback, Programs.Dotnet, Programs.Desktop, "bench", $"{_address.Host}:{_address.NtpPort}", "--count", "2000", "--warm-up", "0", "--json",
            "--rate", "2000");
        JsonElement json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.True(outcome.ExitCode == 1 && json.GetProperty("received").GetInt32() >= 64, outcome.ToString());
        Assert.True(json.GetProperty("lost").GetInt32() > 0 && json.GetProperty("invalid").GetInt32() > 0, outcome.ToString());
        Assert.Equal("kiss RATE", json.GetProperty("firstInvalidReason").GetString());
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        string keys = _directory["keys"];
        _keyEstablishment = ChildProcess.Start(
            Place.Loopback,
            Programs.Dotnet,
            [
                Programs.Desktop, "ke-server", "--cert", _certificates.Server, "--key", _certificates.ServerKey, "--key-file", keys,
                "--listen", $"{_address.Host}:{_address.KeyEstablishmentPort}", "--ntp-port", $"{_address.NtpPort}",
            ]);
        await _keyEstablishment.WaitFor("serving on", seconds: 30);
        _ntp = ChildProcess.Start(
            Place.Loopback,
            Programs.Dotnet,
            [Programs.Desktop, "ntp-server", "--key-file", keys, "--listen", $"{_address.Host}:{_address.NtpPort}", "--local", "--stratum", "1"]);
        await _ntp.WaitFor("serving on", seconds: 30);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _keyEstablishment?.Dispose();
        _ntp?.Dispose();
        _directory.Dispose();
    }

    private Task<Outcome> Nts(string command, params string[] options) => ChildProcess.Run(Place.Loopback, Programs.Dotnet, Arguments(command, options));

    private string[] Arguments(string command, params string[] options) =>
        [Programs.Desktop, command, _address.Host, "--port", $"{_address.KeyEstablishmentPort}", "--cert", _certificates.Ca, .. options];
}
