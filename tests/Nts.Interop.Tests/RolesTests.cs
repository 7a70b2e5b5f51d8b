using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Nts.Interop.Harness;

namespace Nts.Interop;

/// <summary><c>nts ke-server</c> and <c>nts ntp-server</c> on loopback, as an owner starts, asks and stops them.</summary>
public sealed class RolesTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly LabCertificates _certificates;
    private readonly ServerAddress _address = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());

    public RolesTests() => _certificates = new LabCertificates(_directory);

    private string Keys => _directory["keys"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task NtpServer_Local_HasTheStratumThatTheOwnerGave()
    {
        using ChildProcess keyServer = await KeyServer(Keys);
        using ChildProcess ntpServer = await NtpServer(Keys, "--local", "--stratum", "3");
        NtsClient.AssertGood(await NtsClient.Ask(Place.Loopback, _address, _certificates.Ca), stratum: 3);
    }

    [Fact]
    public async Task NtpServer_StartedBeforeTheKeyServer_WaitsForTheFile()
    {
        using ChildProcess ntpServer = Ntp(Keys, "--local");
        await ntpServer.WaitFor("waiting 30 s", 20);
        using ChildProcess keyServer = await KeyServer(Keys);
        await ntpServer.WaitFor("serving on", 20);
        NtsClient.AssertGood(await NtsClient.Ask(Place.Loopback, _address, _certificates.Ca), stratum: 10);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NtpServer_UpstreamChronyd_IsOneStratumBelow(bool nts)
    {
        ServerAddress above = new(Place.Loopback.Address, FreePort.Udp(), FreePort.Tcp());
        using Chronyd chronyd = Chronyd.Server(Place.Loopback, above, _certificates);
        await above.Listens();
        using ChildProcess keyServer = await KeyServer(Keys);
        string[] upstream = nts
            ? ["--upstream", $"{above.Host}:{above.KeyEstablishmentPort}", "--nts", "--upstream-cert", _certificates.Ca]
            : ["--upstream", $"{above.Host}:{above.NtpPort}"];
        using ChildProcess ntpServer = await NtpServer(Keys, upstream);
        await ntpServer.WaitFor("has stratum 1; this clock is off by", 20);

        // What it says next second is what clients hear.
        Outcome outcome = await Wait.Until(
            10, () => NtsClient.Ask(Place.Loopback, _address, _certificates.Ca), o => o.ExitCode == 0, o => $"{o}\n{ntpServer.Log}");
        NtsClient.AssertGood(outcome, stratum: 2);
    }

    [Fact]
    public async Task NtpServer_UpstreamIsSilent_IsUnsynchronised()
    {
        using ChildProcess keyServer = await KeyServer(Keys);
        using ChildProcess ntpServer = await NtpServer(Keys, "--upstream", $"127.0.0.1:{FreePort.Udp()}");
        await ntpServer.WaitFor("serving as unsynchronised", 20);
        NtsClient.AssertFailed(await NtsClient.Ask(Place.Loopback, _address, _certificates.Ca), "the server is not synchronised");
    }

    [SkippableFact]
    public async Task ChronydClient_OfTwoServersOnTheRatchet_LosesNoRequest()
    {
        using ChildProcess keyServer = await KeyServer(Keys, "--ratchet", "--rotate", "2s");
        File.Copy(Keys, _directory["other-keys"]);
        using ChildProcess ntpServer = await NtpServer(_directory["other-keys"], "--local", "--ratchet", "--rotate", "2s");
        using Chronyd client = Chronyd.Client(Place.Loopback, _address, _certificates.Ca, poll: 0);
        ChronyReport report = await Wait.Until(60, client.Report, r => r.Valid >= 25, r => $"{r}\n{client.Process.Log}\n{keyServer.Log}\n{ntpServer.Log}");

        Assert.True(report is { Authenticated: true, Naks: 0, Cookies: >= 7 } && report.Valid >= report.Sent - 1, $"{report}\n{ntpServer.Log}");
        Assert.Equal("session-answered 1, request-accepted 1", await TwoRoles.Stop(keyServer));
    }

    [Fact]
    public async Task Signals_UserAndHangUp_PrintCountersAndDoNotEndIt()
    {
        using ChildProcess keyServer = await KeyServer(Keys);
        Signal("USR1", keyServer);
        await keyServer.WaitFor("counters: nothing yet", 10);
        Signal("HUP", keyServer);
        await keyServer.WaitFor($"now with {_certificates.Server}", 10);
        Assert.Equal("nothing yet", await TwoRoles.Stop(keyServer));
    }

    [Fact]
    public async Task KeyServer_BadKeyFile_SaysWhyAndLeavesIt()
    {
        File.WriteAllText(Keys, "precious\n");
        using ChildProcess keyServer = Key(Keys);
        await EndsWith(keyServer, $"error: cannot start: {Keys} line 1: not the version line");
        Assert.Equal("precious\n", File.ReadAllText(Keys));
    }

    [Fact]
    public async Task KeyServer_NoCertificate_SaysWhy()
    {
        File.Delete(_certificates.Server);
        using ChildProcess keyServer = Key(Keys);
        await EndsWith(keyServer, "error: cannot start: The certificate");
    }

    [Fact]
    public async Task Servers_PortInUse_SayWhich()
    {
        using ChildProcess keyServer = await KeyServer(Keys);
        using ChildProcess ntpServer = await NtpServer(Keys, "--local");
        using ChildProcess second = Key(_directory["second-keys"]);
        await EndsWith(second, $"127.0.0.1:{_address.KeyEstablishmentPort}");
        using ChildProcess other = Ntp(Keys, "--local");
        await EndsWith(other, $"127.0.0.1:{_address.NtpPort}");
    }

    [Theory]
    [InlineData("Give --local", "ntp-server", "--key-file", "k")]
    [InlineData("Give --local", "ntp-server", "--key-file", "k", "--local", "--upstream", "h")]
    [InlineData("--upstream and --stratum exclude", "ntp-server", "--key-file", "k", "--upstream", "h", "--stratum", "2")]
    [InlineData("no stratum from 1 to 15", "ntp-server", "--key-file", "k", "--local", "--stratum", "16")]
    [InlineData("is no server", "ntp-server", "--key-file", "k", "--upstream", "h:0")]
    [InlineData("no address with a port", "ntp-server", "--key-file", "k", "--local", "--listen", "127.0.0.1")]
    [InlineData("--follow and --ratchet exclude", "ke-server", "--key-file", "k", "--cert", "c", "--key", "k", "--follow", "--ratchet")]
    [InlineData("--follow and --rotate exclude", "ke-server", "--key-file", "k", "--cert", "c", "--key", "k", "--follow", "--rotate", "1h")]
    [InlineData("is no length of time", "ke-server", "--key-file", "k", "--cert", "c", "--key", "k", "--rotate", "0s")]
    [InlineData("neither a name nor an address", "ke-server", "--key-file", "k", "--cert", "c", "--key", "k", "--ntp-server", "a b")]
    [InlineData("--key-file", "ke-server", "--cert", "c", "--key", "k")]
    public async Task Options_ThatMakeNoSense_AreRefused(string reason, params string[] arguments)
    {
        Outcome outcome = await ChildProcess.Run(Place.Loopback, Programs.Dotnet, [Programs.Desktop, .. arguments]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
    }

    private static void Signal(string name, ChildProcess process)
    {
        using Process kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {process.Id}")]);
        kill.WaitForExit();
    }

    private static async Task EndsWith(ChildProcess process, string reason)
    {
        Outcome outcome = await process.Finish(seconds: 30);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(reason, outcome.Errors, StringComparison.Ordinal);
    }

    private async Task<ChildProcess> KeyServer(string keys, params string[] more)
    {
        ChildProcess server = Key(keys, more);
        await server.WaitFor("serving on", 30);
        return server;
    }

    private async Task<ChildProcess> NtpServer(string keys, params string[] more)
    {
        ChildProcess server = Ntp(keys, more);
        await server.WaitFor("serving on", 30);
        return server;
    }

    private ChildProcess Key(string keys, params string[] more) => NtsTool.Start(
        Place.Loopback,
        "ke-server",
        ["--listen", $"{_address.Host}:{_address.KeyEstablishmentPort}", "--cert", _certificates.Server, "--key", _certificates.ServerKey, "--key-file", keys,
            "--ntp-port", $"{_address.NtpPort}", .. more]);

    private ChildProcess Ntp(string keys, params string[] more) => NtsTool.Start(
        Place.Loopback, "ntp-server", ["--listen", $"{_address.Host}:{_address.NtpPort}", "--key-file", keys, .. more]);
}
