using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Nts.Manuals;
using Nts.TestKit;

namespace Nts.Appliance.Configuration;

/// <summary>The file for systemd-networkd as the command writes it, given to the real one beside a router.</summary>
public sealed class NetworkFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-network-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Networkd_WithoutAConfiguration_HasTheRoutersAddressesAndAnswersMulticastDns()
    {
        string seen = await Try("", 0);
        Assert.Matches(@"inet 192\.168\.77\.\d+/24 .* dynamic", seen);
        Assert.Matches("inet6 fd77::[^ ]+/64 .* dynamic", seen);
        Assert.Contains("default via 192.168.77.1 dev end0 proto dhcp", seen, StringComparison.Ordinal);
        Assert.Contains("\nDNS=192.168.77.1\n", seen, StringComparison.Ordinal);
        Assert.Matches("link/ether (..):(..):(..):(..):(..):(..) [^$]*\nCLIENTID=01\\1\\2\\3\\4\\5\\6\n", seen);
    }

    [SkippableFact]
    public async Task Networkd_WithOwnAddresses_HasThoseAndTheRoutersPrefix()
    {
        string seen = await Try("[network]\naddress = 192.168.77.9/24, fd99::9/64\ngateway = 192.168.77.1\ndns = 192.168.77.1, 192.168.77.2\n", 0);
        Assert.Matches(@"inet 192\.168\.77\.9/24 .* scope global end0\n", seen);
        Assert.Contains("inet6 fd99::9/64 scope global", seen, StringComparison.Ordinal);
        Assert.Matches("inet6 fd77::[^ ]+/64 .* dynamic", seen);
        Assert.Contains("default via 192.168.77.1 dev end0 proto static", seen, StringComparison.Ordinal);
        Assert.Contains("\nDNS=192.168.77.1 192.168.77.2\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("CLIENTID", seen, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Networkd_WithAGatewayOutsideTheNetwork_IsReachedByDhcp() =>
        Assert.Matches(@"inet 192\.168\.77\.\d+/24 .* dynamic", await Try("[network]\naddress = 10.1.2.3/24\ngateway = 192.168.77.1\n", 2));

    [Fact]
    public void Network_WithAMistake_WritesBothFilesAllTheSame()
    {
        Assert.Equal(2, Write("[ntp]\nlisten = nowhere\n[network]\nhostname = clock\n"));
        Assert.Equal("clock\n", File.ReadAllText(Path.Combine(_folder.FullName, "out", "hostname")));
        Assert.Contains("DHCP=yes", File.ReadAllText(Path.Combine(_folder.FullName, "out", NetworkFile.Name)), StringComparison.Ordinal);
        Assert.Equal(2, Program.Run(["network", "--config", "/nowhere/x.conf", "--output", Path.Combine(_folder.FullName, "out")]));
        Assert.Equal("nts-appliance\n", File.ReadAllText(Path.Combine(_folder.FullName, "out", "hostname")));
    }

    [Fact]
    public void Network_WhereNothingCanBeWritten_SaysSo() => Assert.Equal(1, Program.Run(["network", "--config", "/dev/null", "--output", "/proc/nowhere"]));

    private int Write(string configuration)
    {
        string path = Path.Combine(_folder.FullName, "nts-appliance.conf");
        File.WriteAllText(path, configuration);
        return Program.Run(["network", "--config", path, "--output", Path.Combine(_folder.FullName, "out")]);
    }

    private async Task<string> Try(string configuration, int code)
    {
        Assert.Equal(code, Write(configuration));
        Skip.IfNot(Environment.IsPrivilegedProcess, "a network is made by root");
        Skip.IfNot(File.Exists("/lib/systemd/systemd-networkd") && ExternalProgram.IsInstalled("ip"), "systemd-networkd or ip is not installed");
        Skip.IfNot((await ExternalProgram.RunAsync("unshare", ["--net", "--mount", "true"])).ExitCode == 0, "no network namespace can be made here");
        ExternalProgram run = await ExternalProgram.RunAsync(Documents.Of("tests", "network", "try"), [Path.Combine(_folder.FullName, "out")]);
        string seen = Encoding.UTF8.GetString(run.Output);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains($"Configuring with /run/systemd/network/{NetworkFile.Name}.", seen, StringComparison.Ordinal);
        Assert.Contains("\nMDNS=yes\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ignoring", seen, StringComparison.OrdinalIgnoreCase); // what networkd says of a line that it cannot read
        return seen;
    }
}
