using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Nts.Appliance.Commands;

/// <summary>Timekeeper and page as the two processes that they are.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly LabAppliance _appliance = new();

    public void Dispose() => _appliance.Dispose();

    [Theory]
    [InlineData(0, "check", "--config", "appliance.conf")]
    [InlineData(0, "check", "--config", "appliance.conf", "--json")]
    [InlineData(1, "check", "--config", "none.conf", "--no-listen")]
    [InlineData(2, "check", "--nonsense")]
    public async Task Check_ByWhatItFinds_ExitsWithItsCode(int code, params string[] arguments)
    {
        (int got, string output, _) = await _appliance.Run(arguments);
        Assert.Equal(code, got);
        Assert.Equal(arguments.Contains("--json"), output.StartsWith('['));
    }

    [Fact]
    public async Task Demo_KilledWithoutAWord_TakesItsPageWithIt()
    {
        Process demo = _appliance.Start("demo", "--listen", "127.0.0.77", "--state-directory", _appliance["demo"]);
        Assert.NotNull(await LabAppliance.Line(demo, "page: http://127.0.0.77:18080"));

        demo.Kill();

        // Its page has the same standard output, which ends with the last that has it.
        await demo.StandardOutput.ReadToEndAsync().WaitAsync(LabAppliance.Patience);
        using TcpClient client = new();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Parse("127.0.0.77"), 18080));
    }

    [Theory]
    [InlineData("run", "key establishment: serving", false)]
    [InlineData("web", "page: http://PAGE", true)]
    public async Task Command_UntilSigterm_ServesAndLoadsNoMoreThanItNeeds(string command, string serving, bool needsWebServer)
    {
        Process process = _appliance.Start(command, "--config", _appliance.Configuration);
        Assert.NotNull(await LabAppliance.Line(process, serving.Replace("PAGE", _appliance.Page, StringComparison.Ordinal)));
        string maps = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
        Assert.Equal(needsWebServer, maps.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Equal(0, await LabAppliance.Stop(process));
    }
}
