using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace Nts.Server.Hosting;

/// <summary>One plain line per event, for the journal or a terminal. Nothing that a stranger can trigger comes here: that is a counter.</summary>
public sealed class EventLog
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _journal;
    private readonly Lock _lock = new();

    /// <summary>A log on a text stream.</summary>
    /// <param name="output">Standard output or standard error, or a test's writer.</param>
    /// <param name="time">For the time in front of a line; the journal brings its own.</param>
    /// <param name="journal">Lines go to systemd's journal: they start with a priority instead of the time (sd-daemon(3)).</param>
    public EventLog(TextWriter output, TimeProvider time, bool journal)
    {
        _output = output;
        _time = time;
        _journal = journal;
    }

    /// <summary>The log of a program; speaks to the journal when systemd started it.</summary>
    /// <param name="output">Standard output or standard error.</param>
    public static EventLog On(TextWriter output) =>
        new(output, TimeProvider.System, Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null);

    /// <summary>Something that an owner likes to know.</summary>
    public void Notice(string text) => Write("<5>", text);

    /// <summary>Something that an owner should look at.</summary>
    public void Warning(string text) => Write("<4>", "warning: " + text);

    /// <summary>Something that an owner must look at: clients are without the service, or about to be.</summary>
    public void Critical(string text) => Write("<2>", "critical: " + text);

    /// <summary>Why the program ends without having done its work.</summary>
    public void Error(string text) => Write("<3>", "error: " + text);

    private void Write(string priority, string text)
    {
        string line = _journal ? priority + text : string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow():HH:mm:ss.fff}  {text}");
        lock (_lock)
        {
            _output.WriteLine(line);
            _output.Flush();
        }
    }
}
