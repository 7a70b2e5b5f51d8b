using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Nts.Interop.Harness;

/// <summary><c>nts ke-server</c> and <c>nts ntp-server</c> on two hosts with one key file, and a third host for a client.</summary>
internal sealed class TwoRoles : IDisposable
{
    private const int KeyPort = 14460;
    private const int NtpPort = 11123;

    private readonly TempDirectory _directory;
    private readonly LabCertificates _certificates;
    private readonly Network _network;
    private readonly Host _keyHost;
    private readonly Host _ntpHost;
    private readonly Host _clientHost;
    private readonly string _rotate;

    private TwoRoles(Network network, Host keyHost, Host ntpHost, Host clientHost, string rotate)
    {
        _directory = new TempDirectory();
        _certificates = new LabCertificates(_directory);
        (_network, _keyHost, _ntpHost, _clientHost, _rotate) = (network, keyHost, ntpHost, clientHost, rotate);
        KeyServer = StartKeyServer();
        NtpServer = StartNtpServer();
    }

    /// <summary>The running <c>nts ke-server</c>.</summary>
    public ChildProcess KeyServer { get; private set; }

    /// <summary>The running <c>nts ntp-server</c>.</summary>
    public ChildProcess NtpServer { get; private set; }

    /// <summary>Starts both, in a network of their own.</summary>
    /// <param name="rotate">How long a key stays current.</param>
    public static async Task<TwoRoles> Start(string rotate)
    {
        Network network = await Network.Create();
        try
        {
            TwoRoles roles = new(network, await network.Host(), await network.Host(), await network.Host(), rotate);
            await roles.Serving();
            return roles;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>chronyd on the third host, polling once a second.</summary>
    public Chronyd Client() =>
        Chronyd.Client(_clientHost.Place, new ServerAddress(_keyHost.Name4, NtpPort, KeyPort), _certificates.Ca, poll: 0);

    /// <summary>Stops the key establishment server and starts it anew.</summary>
    /// <returns>What the first one counted.</returns>
    public async Task<string> RestartKeyServer()
    {
        string counters = await Stop(KeyServer);
        KeyServer.Dispose();
        KeyServer = StartKeyServer();
        await Serving();
        return counters;
    }

    /// <summary>Stops the NTP server and starts it anew.</summary>
    /// <returns>What the first one counted.</returns>
    public async Task<string> RestartNtpServer()
    {
        string counters = await Stop(NtpServer);
        NtpServer.Dispose();
        NtpServer = StartNtpServer();
        await Serving();
        return counters;
    }

    /// <summary>Stops a role, which must end well.</summary>
    /// <returns>What it counted.</returns>
    public static async Task<string> Stop(ChildProcess role)
    {
        role.Stop();
        Outcome outcome = await role.Finish(seconds: 10);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return Regex.Matches(outcome.Errors, "counters: (.*)").Last().Groups[1].Value;
    }

    /// <summary>Everything both printed.</summary>
    public override string ToString() => $"--- ke-server\n{KeyServer.Log}--- ntp-server\n{NtpServer.Log}";

    /// <inheritdoc/>
    public void Dispose()
    {
        KeyServer.Dispose();
        NtpServer.Dispose();
        _network.Dispose();
        _directory.Dispose();
    }

    private async Task Serving()
    {
        await KeyServer.WaitFor("serving on", 30);
        await NtpServer.WaitFor("serving on", 30);
    }

    private ChildProcess StartKeyServer() => NtsTool.Start(
        _keyHost.Place,
        "ke-server",
        ["--listen", $"0.0.0.0:{KeyPort}", "--cert", _certificates.Server, "--key", _certificates.ServerKey, "--key-file", _directory["keys"],
            "--ntp-server", _ntpHost.Place.Address, "--ntp-port", $"{NtpPort}", "--rotate", _rotate]);

    private ChildProcess StartNtpServer() => NtsTool.Start(
        _ntpHost.Place, "ntp-server", ["--listen", $"0.0.0.0:{NtpPort}", "--key-file", _directory["keys"], "--local"]);
}
