using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Nts.TestKit;

namespace Nts.Appliance.Monitoring;

/// <summary>The hooks of docs/monitoring.md, run as they stand there, with somebody else in the place of sendmail and curl.</summary>
public sealed class HookExampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-hook-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("sendmail", "critical", "[root]", "Subject: HOST: lock-lost\n\nit's \"lost\" $(date)\n\nThe clock is lost.\n")]
    [InlineData("sendmail", "info", null, null)]
    [InlineData("curl", "critical", "[-sS][--max-time][20][-H][Title: HOST: lock-lost][-H][Priority: urgent][-d][it's \"lost\" $(date)][https://ntfy.example.net/time-servers]", "")]
    [InlineData("curl", "info", "[Priority: low]", "")]
    public async Task Example_OnAnEvent_SaysItToItsProgram(string program, string severity, string? arguments, string? input)
    {
        string page = await File.ReadAllTextAsync(FullMetrics.PathOf("docs", "monitoring.md"));
        string script = Regex.Matches(page, "```sh\n(#!/bin/sh\n.*?)```", RegexOptions.Singleline).Select(block => block.Groups[1].Value).Single(text => text.Contains(program, StringComparison.Ordinal));
        Write("hook", script);
        Write(program, """
            #!/bin/sh
            printf '[%s]' "$@" >"$(dirname "$0")/arguments"
            cat >"$(dirname "$0")/input"
            """);
        Write("hostname", "#!/bin/sh\necho HOST\n");
        ExternalProgram run = await ExternalProgram.RunAsync("env", [
            $"PATH={_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}", "NTS_EVENT=lock-lost", "NTS_STATE=lost", $"NTS_SEVERITY={severity}", "NTS_TEXT=it's \"lost\" $(date)",
            PathOf("hook"),
        ]);
        Assert.Equal((0, ""), (run.ExitCode, run.Text));
        Assert.Equal(arguments is not null, File.Exists(PathOf("arguments")));
        Assert.Contains(arguments ?? "", arguments is null ? "" : await File.ReadAllTextAsync(PathOf("arguments")), StringComparison.Ordinal);
        Assert.Equal(input ?? "", arguments is null ? "" : await File.ReadAllTextAsync(PathOf("input")));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text.EndsWith('\n') ? text : text + "\n", new UTF8Encoding(false));
        File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
