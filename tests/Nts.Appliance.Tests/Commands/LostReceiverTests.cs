using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Drivers.Linux;

namespace Nts.Appliance.Commands;

/// <summary><c>nts-appliance run</c> beside a receiver of which it knows the port alone: its baud rate is odd, and it has lost its settings.</summary>
public sealed class LostReceiverTests
{
    [Fact]
    public async Task Run_BaudRateAndSettingsUnknown_FindsAndSetsUpTheReceiverAndRemembersIt()
    {
        using SimulatedReceiver receiver = new(new SimulatorOptions { BaudRate = 19_200, IsUnconfigured = true }, new SystemClock());
        using LabAppliance appliance = new($"port = {receiver.Options.Port}");
        Process process = appliance.Start("run", "--config", appliance.Configuration);
        string? line = await LabAppliance.Line(process, "set up, ");
        Assert.Contains($"on {receiver.Options.Port} at 115200 baud: set up, ", line, StringComparison.Ordinal);
        Assert.Equal(115_200, receiver.BaudRate);
        Assert.Equal(0, await LabAppliance.Stop(process));
        string memory = await File.ReadAllTextAsync(Path.Combine(appliance["state"], "memory"));
        Assert.True(memory.Contains($"receiver-port = {receiver.Options.Port}\nreceiver-baud = 115200\n", StringComparison.Ordinal), memory);
    }
}
