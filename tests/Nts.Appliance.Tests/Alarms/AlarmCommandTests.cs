using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EventLog = Nts.Server.Hosting.EventLog;

namespace Nts.Appliance.Alarms;

/// <summary>The owner's program, run for real.</summary>
public sealed class AlarmCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-alarm-");
    private readonly StringWriter _journal = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _journal.Dispose();
    }

    [Fact]
    public async Task Post_AnEvent_ComesAsArgumentsAndInTheEnvironment()
    {
        await using AlarmCommand command = Command("""printf '%s|' "$@" "$NTS_EVENT" "$NTS_STATE" "$NTS_SEVERITY" "$NTS_TEXT" "${NOTIFY_SOCKET-none}" "$PWD" >"$(dirname "$0")/got"; read line || printf 'no input' >>"$(dirname "$0")/got" """);
        command.Post(Event("antenna", "antenna-open", """it's "open"; $(touch /tmp/x) & more"""));
        await command.Idle.WaitAsync(Patience);
        const string Said = """antenna-open|holdover|warning|it's "open"; $(touch /tmp/x) & more|""";
        Assert.Equal($"{Said}{Said}none|/|no input", await File.ReadAllTextAsync(PathOf("got")));
        Assert.Equal(1, Runs(command)["succeeded"]);
        Assert.Equal("", _journal.ToString());
    }

    [Fact]
    public async Task Post_WhileOneRuns_WaitsAndOfOneAlarmTheLastCounts()
    {
        await using AlarmCommand command = Command("""
            mkdir "$(dirname "$0")/running" || echo two at once
            [ "$1" != first ] || while [ ! -e "$(dirname "$0")/go" ]; do sleep 0.05; done
            echo "$1" >>"$(dirname "$0")/got"
            rmdir "$(dirname "$0")/running"
            """);
        command.Post(Event("clock", "first"));
        foreach (string name in (string[])["second", "third", "fourth"])
        {
            command.Post(Event("antenna", name));
            command.Post(Event("clock", name + "-clock"));
        }

        await File.WriteAllTextAsync(PathOf("go"), "");
        await command.Idle.WaitAsync(Patience);
        string[] got = await File.ReadAllLinesAsync(PathOf("got"));

        // The first may have begun or not when the others came.
        Assert.Equal(["fourth", "fourth-clock"], got[^2..]);
        Assert.Equal(7, got.Length + command.Coalesced);
        Assert.Equal("", _journal.ToString());
    }

    [Theory]
    [InlineData("exit 3", "failed", "ended with code 3")]
    [InlineData("kill -9 $$", "failed", "ended with code 137")]
    [InlineData("sleep 600", "timed-out", "was killed: it may take 1 s")]
    [InlineData("trap '' TERM; sleep 600 & wait", "timed-out", "was killed: it may take 1 s")]
    public async Task Run_GoesWrong_IsCountedAndTold(string script, string outcome, string told)
    {
        await using AlarmCommand command = Command(script, outcome == "timed-out" ? TimeSpan.FromSeconds(1) : Patience);
        command.Post(Event("clock", "lock-lost"));
        await command.Idle.WaitAsync(Patience);
        Assert.Equal(1, Runs(command)[outcome]);
        Assert.Contains($"alarm command {PathOf("hook")} for lock-lost {told}", _journal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "No such file")]
    [InlineData(UnixFileMode.UserRead, "ermission")]
    public async Task Run_CannotBeStarted_IsCountedAndTold(UnixFileMode? mode, string told)
    {
        await using AlarmCommand command = Command("true");
        if (mode is { } given)
        {
            File.SetUnixFileMode(PathOf("hook"), given);
        }
        else
        {
            File.Delete(PathOf("hook"));
        }

        command.Post(Event("clock", "lock-lost"));
        await command.Idle.WaitAsync(Patience);
        Assert.Equal(1, Runs(command)["not-started"]);
        Assert.Contains(told, _journal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WritesALot_IsReadToTheEndAndToldInPart()
    {
        await using AlarmCommand command = Command("""echo begin; printf 'a\033[1mb\n' >&2; i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done""");
        command.Post(Event("clock", "lock-lost"));
        await command.Idle.WaitAsync(Patience);
        string[] lines = _journal.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(12, lines.Length);
        Assert.Equal(["<5>alarm command: a [1mb", "<5>alarm command: begin", "<5>alarm command: line 0"], lines[..3]);
        Assert.EndsWith("characters more)", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, Runs(command)["succeeded"]);
    }

    [Fact]
    public async Task Dispose_WhileOneRuns_EndsIt()
    {
        AlarmCommand command = Command("echo $$ >$(dirname $0)/pid.new; mv $(dirname $0)/pid.new $(dirname $0)/pid; sleep 600");
        command.Post(Event("clock", "lock-lost"));
        while (!File.Exists(PathOf("pid")))
        {
            await Task.Delay(50);
        }

        await command.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(PathOf("pid")), null)));
    }

    private static AlarmEvent Event(string alarm, string name, string text = "words") => new(alarm, name, Severity.Warning, "holdover", text);

    private static Dictionary<string, long> Runs(AlarmCommand command) => command.Runs.ToDictionary();

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private AlarmCommand Command(string script, TimeSpan? limit = null)
    {
        File.WriteAllText(PathOf("hook"), $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(PathOf("hook"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new AlarmCommand(PathOf("hook"), limit ?? Patience, new EventLog(_journal, TimeProvider.System, journal: true));
    }
}
