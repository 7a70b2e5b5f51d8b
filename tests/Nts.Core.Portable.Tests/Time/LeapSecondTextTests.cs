using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Nts.TestKit;

namespace Nts.Time;

public sealed class LeapSecondTextTests
{
    private const string Good = "#$ 3992312697\n#@ 4023129600\n2272060800 10\n2287785600 11\n";
    private const string Debian = "/usr/share/zoneinfo/leap-seconds.list";

    [SkippableFact]
    public void Parse_FileOfTheTzDatabase_AgreesWithTheShippedTable()
    {
        Skip.IfNot(File.Exists(Debian), $"no {Debian}: the package tzdata is not installed");
        LeapSecondTable? table = LeapSecondText.Parse(File.ReadAllBytes(Debian), out LeapSecondTextStatus status, out int line);

        Assert.True(table is not null, $"line {line}: {status}");
        int common = Math.Min(table.Steps.Count, LeapSecondTable.Shipped.Steps.Count);
        Assert.Equal(LeapSecondTable.Shipped.Steps.Take(common), table.Steps.Take(common));
    }

    [Theory]
    [InlineData("as written", "")]
    [InlineData("comments, tabs and the line ends of another system", "#\n# x\n\n2303683200\t12\t# 1 Jan 1973\r\n\r\n")]
    public void Parse_Good_Reads(string what, string more)
    {
        LeapSecondTable? table = LeapSecondText.Parse(Signed(Good + more), out LeapSecondTextStatus status);
        Assert.True(table is not null, $"{what}: {status}");
        Assert.Equal("2027-06-28T00:00:00.000000000Z", table.Expires.ToString());
    }

    [Fact]
    public void Parse_DigestWithoutLeadingZeros_IsTheSame()
    {
        // NIST's tool printed the words of its digest without them.
        string text = Enumerable.Range(0, 1000)
            .Select(n => Encoding.ASCII.GetString(Signed($"#$ {3_992_312_000 + n}\n#@ 4023129600\n2272060800 10\n")))
            .First(t => t.Contains(" 0", StringComparison.Ordinal));
        Assert.NotNull(LeapSecondText.Parse(Encoding.ASCII.GetBytes(text.Replace(" 0", " ", StringComparison.Ordinal)), out _));
    }

    [Theory]
    [InlineData("nothing at all", "", LeapSecondTextStatus.Entries, 1)]
    [InlineData("no entry", "#$ 3992312697\n#@ 4023129600\n", LeapSecondTextStatus.Entries, 3)]
    [InlineData("no update", "#@ 4023129600\n2272060800 10\n", LeapSecondTextStatus.Update, 3)]
    [InlineData("two updates", Good + "#$ 3992312697\n", LeapSecondTextStatus.Update, 5)]
    [InlineData("an update that is no number", "#$ July\n", LeapSecondTextStatus.Update, 1)]
    [InlineData("an update with more behind it", "#$ 3992312697 1\n", LeapSecondTextStatus.Update, 1)]
    [InlineData("no expiry", "#$ 3992312697\n2272060800 10\n", LeapSecondTextStatus.Expiry, 3)]
    [InlineData("two expiries", Good + "#@ 4023129600\n", LeapSecondTextStatus.Expiry, 5)]
    [InlineData("expired before it was made", "#$ 3992312697\n#@ 3992312697\n2272060800 10\n", LeapSecondTextStatus.Expiry, 4)]
    [InlineData("an expiry beyond all clocks", "#@ 99999999999\n", LeapSecondTextStatus.Expiry, 1)]
    [InlineData("a word", Good + "tomorrow 12\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("one number", Good + "2303683200\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("three numbers", Good + "2303683200 12 13\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("a negative number", Good + "2303683200 -12\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("a fraction", Good + "2303683200 12.5\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("more digits than a number holds", Good + "99999999999999999999 12\n", LeapSecondTextStatus.Line, 5)]
    [InlineData("a page of HTML in its place", "<!DOCTYPE html>\n", LeapSecondTextStatus.Line, 1)]
    [InlineData("not midnight", Good + "2303683201 12\n", LeapSecondTextStatus.Time, 5)]
    [InlineData("not the first of a month", Good + "2303769600 12\n", LeapSecondTextStatus.Time, 5)]
    [InlineData("twice", Good + "2287785600 12\n", LeapSecondTextStatus.Time, 5)]
    [InlineData("a step of two seconds", Good + "2303683200 13\n", LeapSecondTextStatus.Count, 5)]
    [InlineData("no step", Good + "2303683200 11\n", LeapSecondTextStatus.Count, 5)]
    [InlineData("does not begin in 1972", "2272060800 11\n", LeapSecondTextStatus.Count, 1)]
    public void Parse_Malformed_IsRefusedByNameAndLine(string what, string text, LeapSecondTextStatus expected, int expectedLine)
    {
        Assert.Null(LeapSecondText.Parse(Signed(text, onlyIfNumbers: true), out LeapSecondTextStatus status, out int line));
        Assert.True((status, line) == (expected, expectedLine), $"{what}: {status} in line {line}");
    }

    [Theory]
    [InlineData("none", "", LeapSecondTextStatus.Digest)]
    [InlineData("of four words", "#h 1 2 3 4\n", LeapSecondTextStatus.Digest)]
    [InlineData("of six words", "#h 1 2 3 4 5 6\n", LeapSecondTextStatus.Digest)]
    [InlineData("a word too long", "#h 1 2 3 4 123456789\n", LeapSecondTextStatus.Digest)]
    [InlineData("not hexadecimal", "#h 1 2 3 4 x\n", LeapSecondTextStatus.Digest)]
    [InlineData("twice", "#h 1 2 3 4 5\n#h 1 2 3 4 5\n", LeapSecondTextStatus.Digest)]
    [InlineData("of something else", "#h 1 2 3 4 5\n", LeapSecondTextStatus.Damaged)]
    public void Parse_Digest_IsRefusedByName(string what, string digest, LeapSecondTextStatus expected)
    {
        Assert.Null(LeapSecondText.Parse(Encoding.ASCII.GetBytes(Good + digest), out LeapSecondTextStatus status));
        Assert.True(status == expected, $"{what}: {status}");
    }

    [Fact]
    public void Parse_AnyDigitChanged_IsRefused()
    {
        byte[] text = Signed(Good);
        int numbers = text.AsSpan().IndexOf("#h"u8);
        for (int at = 0; at < numbers; at++)
        {
            if (char.IsAsciiDigit((char)text[at]))
            {
                byte[] changed = [.. text];
                changed[at] = changed[at] == '9' ? (byte)'8' : (byte)(changed[at] + 1);
                Assert.True(LeapSecondText.Parse(changed, out _) is null, $"byte {at}");
            }
        }
    }

    [Fact]
    public void Parse_RandomDamage_NeitherThrowsNorChangesAFact()
    {
        Seeded random = Seeded.Create();
        for (int run = 0; run < 20_000; run++)
        {
            byte[] text = Signed(Good);
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
            }

            LeapSecondTable? table = LeapSecondText.Parse(text.AsSpan(..random.Next(text.Length + 1)), out _);
            Assert.True(table is null || table.Steps[^1].TaiMinusUtc == 11, $"{random}, run {run}");
        }
    }

    private static byte[] Signed(string text, bool onlyIfNumbers = false)
    {
        if (onlyIfNumbers && text.Length == 0)
        {
            return [];
        }

        // What the format has the digest made of: the numbers without all that is between them.
        string numbers = string.Concat(text.Split('\n')
            .Where(line => line.StartsWith("#$", StringComparison.Ordinal) || line.StartsWith("#@", StringComparison.Ordinal) || !line.StartsWith('#'))
            .Select(line => Regex.Replace(line.StartsWith('#') ? line[2..] : line.Split('#')[0], @"\s", "")));
#pragma warning disable CA5350 // the file's format
        string digest = Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(numbers)));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes($"{text}#h {string.Join(' ', digest.Chunk(8).Select(word => new string(word)))}");
    }
}
