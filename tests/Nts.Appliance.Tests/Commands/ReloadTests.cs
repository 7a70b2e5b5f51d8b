using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Nts.Appliance.Commands;

/// <summary>SIGHUP to a timekeeper that runs.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly LabAppliance _appliance = new();
    private readonly string _before;

    public ReloadTests() => _before = File.ReadAllText(_appliance.Configuration);

    public void Dispose() => _appliance.Dispose();

    [Fact]
    public async Task Reload_FilesThatChange_TakesWhatItCanNamesTheRestAndKeepsTheOldWhereTheNewIsBroken()
    {
        Process timekeeper = _appliance.Start("run", "--config", _appliance.Configuration);
        Assert.NotNull(await LabAppliance.Line(timekeeper, "key establishment: serving"));
        await File.WriteAllTextAsync(_appliance["keys"], "7 AES128 HEX:00112233445566778899aabbccddeeff\n");
        File.SetUnixFileMode(_appliance["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        string reloaded = await Reload(timekeeper, $"\n[ntp]\nallow = 127.0.0.0/8\nrate-limit = off\nsymmetric-keys = {_appliance["keys"]}\nthreads = 2\n[nts-ke]\nnames = localhost, lab.example\n", "reload: ");
        Assert.EndsWith($"reload: {_appliance.Configuration}: from now on with the new [ntp] allow, [ntp] rate-limit, [ntp] symmetric-keys, [nts-ke] names", reloaded, StringComparison.Ordinal);
        Assert.Contains("[ntp] threads changed, which needs a restart", await LabAppliance.Line(timekeeper, "warning: reload"), StringComparison.Ordinal);
        Assert.EndsWith($"symmetric keys: 1 from {_appliance["keys"]}", await LabAppliance.Line(timekeeper, "symmetric keys"), StringComparison.Ordinal);
        Assert.NotNull(await LabAppliance.Line(timekeeper, "key establishment: now with "));

        string broken = await Reload(timekeeper, "\n[ntp]\nalow = 127.0.0.0/8\n", "warning: reload");
        Assert.Contains(": unknown key 'alow' in [ntp]: did you mean 'allow'?", broken, StringComparison.Ordinal);
        Assert.Contains("the configuration of before stays in force", await LabAppliance.Line(timekeeper, "warning: reload"), StringComparison.Ordinal);

        // What waits for a restart was told already.
        string again = await Reload(timekeeper, "\n[ntp]\nallow = all\nrate-limit = off\nthreads = 2\n", "reload: ");
        Assert.EndsWith("from now on with the new [ntp] allow, [ntp] symmetric-keys, [nts-ke] names", again, StringComparison.Ordinal);
        string back = await Reload(timekeeper, "", "reload: ");
        Assert.EndsWith("from now on with the new [ntp] rate-limit", back, StringComparison.Ordinal);
        Assert.Equal(0, await LabAppliance.Stop(timekeeper));
        Assert.DoesNotContain("needs a restart", await timekeeper.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private async Task<string> Reload(Process timekeeper, string lines, string answer)
    {
        await File.WriteAllTextAsync(_appliance.Configuration, _before + lines);
        using Process hangUp = Process.Start("kill", ["-HUP", $"{timekeeper.Id}"]);
        return await LabAppliance.Line(timekeeper, answer) ?? "";
    }
}
