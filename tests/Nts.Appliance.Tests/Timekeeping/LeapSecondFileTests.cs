using System;
using System.IO;
using System.Text;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

public sealed class LeapSecondFileTests : IDisposable
{
    // Real tables: after Bulletin C 70, and the shipped one.
    private const string Old = "#$ 3960835200\n#@ 3991593600\n2272060800 10\n#h 1e01e2b6 c7b90b8c e9a1ea80 7a3f7cc4 9c5ad6e8\n";
    private static readonly PosixTime Autumn = PosixTime.FromSeconds(1_795_352_400);
    private static readonly PosixTime Expiry = LeapSecondTable.Shipped.Expires;

    private readonly string _folder = Directory.CreateTempSubdirectory("nts-leap-").FullName;
    private readonly StringWriter _lines = new();

    private string FilePath => Path.Combine(_folder, "leap-seconds.list");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Refresh_NewerFile_IsTaken()
    {
        File.WriteAllText(FilePath, Text(4_039_027_200));
        LeapSecondFile file = Open();
        Assert.True(file.Refresh(At(0), Autumn));
        Assert.Equal(FilePath, file.Source);
        Assert.Equal("2027-12-29T00:00:00.000000000Z", file.Table.Expires.ToString());
        Assert.Contains("the table of ", _lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_OlderFile_LeavesTheShippedTable()
    {
        File.WriteAllText(FilePath, Text(3_991_593_600));
        LeapSecondFile file = Open();
        Assert.False(file.Refresh(At(0), Autumn));
        Assert.Same(LeapSecondTable.Shipped, file.Table);
        Assert.Empty(_lines.ToString());
    }

    [Theory]
    [InlineData("damaged", Old, "line 5: the digest does not fit")]
    [InlineData("a page of HTML", "<!DOCTYPE html>\n", "line 1: neither a comment nor two numbers")]
    [InlineData("not there", null, "leap-seconds.list")]
    public void Refresh_BadFile_SaysSoOnceAndLeavesTheShippedTable(string what, string? text, string complaint)
    {
        if (text is not null)
        {
            File.WriteAllText(FilePath, text);
        }

        LeapSecondFile file = Open();
        Assert.False(file.Refresh(At(0), Autumn), what);
        Assert.False(file.Refresh(At(3600), Autumn), what);
        Assert.Same(LeapSecondTable.Shipped, file.Table);
        string line = Assert.Single(_lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(complaint, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_FileReplaced_IsSeenWithinTheHour()
    {
        File.WriteAllText(FilePath, Text(3_991_593_600));
        LeapSecondFile file = Open();
        file.Refresh(At(0), Autumn);
        File.WriteAllText(FilePath, Text(4_039_027_200));
        Assert.False(file.Refresh(At(3599), Autumn));
        Assert.True(file.Refresh(At(3600), Autumn));
    }

    [Fact]
    public void Refresh_Expiry_IsToldOnceBeforeAndOnceAfter()
    {
        File.WriteAllText(FilePath, Text(3_991_593_600));
        LeapSecondFile file = Open();
        for (int day = -62; day <= 5; day++)
        {
            file.Refresh(At((62 + day) * 86_400L), Expiry + NtpDuration.FromSeconds(day * 86_400));
        }

        string[] lines = _lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("expires on 2027-06-28", lines[0], StringComparison.Ordinal);
        Assert.Contains("has expired on 2027-06-28", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_TimeNotKnown_SaysNothingOfTheExpiry()
    {
        Open().Refresh(At(0), null);
        Assert.DoesNotContain("expire", _lines.ToString(), StringComparison.Ordinal);
    }

    private static MonotonicTime At(long seconds) => MonotonicTime.FromNanoseconds(seconds * 1_000_000_000);

    /// <summary>A table of one entry that is known until a time in seconds since 1900.</summary>
    internal static string Text(long expires)
    {
        string digits = $"3960835200{expires}227206080010";
#pragma warning disable CA5350 // the file's format
        string digest = Convert.ToHexString(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(digits)));
#pragma warning restore CA5350
        return $"#$ 3960835200\n#@ {expires}\n2272060800 10\n#h {digest[..8]} {digest[8..16]} {digest[16..24]} {digest[24..32]} {digest[32..]}\n";
    }

    private LeapSecondFile Open() => new(FilePath, new EventLog(_lines, TimeProvider.System, journal: true));
}
