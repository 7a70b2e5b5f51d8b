using System;
using System.IO;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The leap-second table in force: the one of the program, or that of a file which is good and known for longer.</summary>
/// <param name="path">The file; null for the one of the package tzdata, which need not exist.</param>
/// <param name="log">Where a bad file and the expiry are told, each once.</param>
internal sealed class LeapSecondFile(string? path, EventLog log)
{
    /// <summary>Where the package tzdata has it.</summary>
    public const string OfTzData = "/usr/share/zoneinfo/leap-seconds.list";

    /// <summary>The IERS decides half a year ahead, so a table that ends so soon was missed by an update.</summary>
    public static readonly NtpDuration SoonExpired = NtpDuration.FromSeconds(60 * 86_400);

    private const string OfProgram = "this program's own";

    /// <summary>Far beyond any leap-second table.</summary>
    private const int LargestFile = 1 << 16;

    private static readonly NtpDuration Interval = NtpDuration.FromSeconds(3600);

    private readonly string _path = path ?? OfTzData;
    private MonotonicTime? _lastLook;
    private string? _toldProblem;
    private string? _toldExpiry;

    /// <summary>The table in force.</summary>
    public LeapSecondTable Table { get; private set; } = LeapSecondTable.Shipped;

    /// <summary>Where it comes from.</summary>
    public string Source { get; private set; } = OfProgram;

    /// <summary>The next look is not to wait for its hour.</summary>
    public void Reread() => _lastLook = null;

    /// <summary>Looks at the file again once an hour, and at the expiry. Returns whether there is another table now.</summary>
    /// <param name="now">The present moment.</param>
    /// <param name="utc">The same by the clock; null while that is not known.</param>
    public bool Refresh(MonotonicTime now, PosixTime? utc)
    {
        LeapSecondTable before = Table;
        if (_lastLook is not MonotonicTime last || now - last >= Interval)
        {
            _lastLook = now;
            Read();
        }

        if (utc is PosixTime time)
        {
            TellExpiry(time);
        }

        return Table != before;
    }

    /// <summary>The table of a file; null with a problem, and without one when there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayBeMissing">Whether it is no problem that it is not there.</param>
    /// <param name="problem">Why it cannot be used.</param>
    public static LeapSecondTable? Read(string path, bool mayBeMissing, out string? problem)
    {
        try
        {
            LeapSecondTable? table = LeapSecondText.Parse(ReadBounded(path), out LeapSecondTextStatus status, out int line);
            problem = table is null ? $"line {line}: {Words(status)}" : null;
            return table;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = mayBeMissing ? null : "there is no such file";
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    private void Read()
    {
        if (Read(_path, path is null, out string? problem) is { } table && table.Expires > Table.Expires)
        {
            Table = table;
            Source = _path;
            log.Notice($"leap seconds: the table of {_path} is known until {Day(table.Expires)}");
        }

        if (problem is not null && problem != _toldProblem)
        {
            log.Warning($"leap seconds: {_path} cannot be used: {problem}; {Source} table stays in force");
        }

        _toldProblem = problem;
    }

    private static byte[] ReadBounded(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] text = new byte[LargestFile];
        int length = file.ReadAtLeast(text, LargestFile, throwOnEndOfStream: false);
        return length < LargestFile ? text[..length] : throw new IOException($"the file is larger than {LargestFile >> 10} KiB");
    }

    private void TellExpiry(PosixTime utc)
    {
        string? warning = Table.HasExpiredAt(utc) ? $"has expired on {Day(Table.Expires)}: a leap second is only known if the receiver announces it, and if it cannot, nobody is served for half a minute at the ends of June and December"
            : Table.Expires - utc <= SoonExpired ? $"expires on {Day(Table.Expires)}"
            : null;
        if (warning is not null && warning != _toldExpiry)
        {
            log.Warning($"leap seconds: the table {warning}; bring the package tzdata up to date, or set [receiver] leap-seconds to a newer leap-seconds.list");
        }

        _toldExpiry = warning;
    }

    private static string Day(PosixTime time) => time.ToString()[..10];

    private static string Words(LeapSecondTextStatus status) => status switch
    {
        LeapSecondTextStatus.Line => "neither a comment nor two numbers",
        LeapSecondTextStatus.Time => "the time is no month's first midnight, or not after the one before it",
        LeapSecondTextStatus.Count => "the count does not follow from the one before it",
        LeapSecondTextStatus.Update => "no line '#$' with the last update, or two",
        LeapSecondTextStatus.Expiry => "no line '#@' with the expiry, or two",
        LeapSecondTextStatus.Digest => "no line '#h' with a digest",
        LeapSecondTextStatus.Damaged => "the digest does not fit: the file is damaged",
        _ => "no leap second, or too many",
    };
}
