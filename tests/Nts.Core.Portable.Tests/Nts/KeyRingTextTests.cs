using System;
using System.Text;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Nts;

public sealed class KeyRingTextTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Head = "nts-key-ring 1\n";
    private const string Head2 = "nts-key-ring 2\n";
    private const string Next = "next 00000001 " + Key + "\n";
    private const string Current = "current 00000002 " + Key + "\n";

    [Theory]
    [InlineData("empty", "", KeyRingTextStatus.Incomplete, 1)]
    [InlineData("another file", "hello\n", KeyRingTextStatus.Version, 1)]
    [InlineData("later version", "nts-key-ring 3\n" + Next + Current, KeyRingTextStatus.Version, 1)]
    [InlineData("white space behind the version", "nts-key-ring 1 \n" + Next + Current, KeyRingTextStatus.Version, 1)]
    [InlineData("carriage returns", "nts-key-ring 1\r\n", KeyRingTextStatus.Version, 1)]
    [InlineData("version line only", Head, KeyRingTextStatus.Incomplete, 2)]
    [InlineData("no current key", Head + Next, KeyRingTextStatus.Incomplete, 3)]
    [InlineData("last line cut off", Head + Next + "current 00000002 " + Key, KeyRingTextStatus.Unterminated, 3)]
    [InlineData("empty line", Head + "\n" + Next + Current, KeyRingTextStatus.Layout, 2)]
    [InlineData("no key", Head + "next 00000001\n", KeyRingTextStatus.Layout, 2)]
    [InlineData("current before next", Head + Current + Next, KeyRingTextStatus.Role, 2)]
    [InlineData("next twice", Head + Next + "next 00000003 " + Key + "\n", KeyRingTextStatus.Role, 3)]
    [InlineData("current twice", Head + Next + Current + "current 00000003 " + Key + "\n", KeyRingTextStatus.Role, 4)]
    [InlineData("role in capitals", Head + "Next 00000001 " + Key + "\n", KeyRingTextStatus.Role, 2)]
    [InlineData("id of seven digits", Head + "next 0000001 " + Key + "\n", KeyRingTextStatus.KeyId, 2)]
    [InlineData("id with a letter g", Head + "next 0000000g " + Key + "\n", KeyRingTextStatus.KeyId, 2)]
    [InlineData("two spaces", Head + "next  00000001 " + Key + "\n", KeyRingTextStatus.KeyId, 2)]
    [InlineData("four parts", Head + "next 00000001 0 " + Key + "\n", KeyRingTextStatus.KeyId, 2)]
    [InlineData("id twice", Head + Next + "current 00000001 " + Key + "\n", KeyRingTextStatus.KeyIdRepeated, 3)]
    [InlineData("key of 63 digits", Head + "next 00000001 0" + "00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1\n", KeyRingTextStatus.Key, 2)]
    [InlineData("key of 66 digits", Head + "next 00000001 00" + Key + "\n", KeyRingTextStatus.Key, 2)]
    [InlineData("key with a letter x", Head + "next 00000001 x00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1\n", KeyRingTextStatus.Key, 2)]
    [InlineData("white space at the end", Head + "next 00000001 " + Key + " \n", KeyRingTextStatus.KeyId, 2)]
    [InlineData("end in version 1", Head + Next + Current + "end\n", KeyRingTextStatus.Layout, 4)]
    [InlineData("no age", Head2 + Next + Current + "end\n", KeyRingTextStatus.Age, 2)]
    [InlineData("age without number", Head2 + "age \n" + Next + Current + "end\n", KeyRingTextStatus.Age, 2)]
    [InlineData("age below zero", Head2 + "age -1\n" + Next + Current + "end\n", KeyRingTextStatus.Age, 2)]
    [InlineData("age with a fraction", Head2 + "age 1.5\n" + Next + Current + "end\n", KeyRingTextStatus.Age, 2)]
    [InlineData("age beyond 68 years", Head2 + "age 2147483648\n" + Next + Current + "end\n", KeyRingTextStatus.Age, 2)]
    [InlineData("cut off between two lines", Head2 + "age 0\n" + Next + Current, KeyRingTextStatus.Incomplete, 5)]
    [InlineData("end before the current key", Head2 + "age 0\n" + Next + "end\n", KeyRingTextStatus.Layout, 4)]
    [InlineData("key after the end", Head2 + "age 0\n" + Next + Current + "end\nprevious 00000003 " + Key + "\n", KeyRingTextStatus.AfterEnd, 6)]
    [InlineData("end twice", Head2 + "age 0\n" + Next + Current + "end\nend\n", KeyRingTextStatus.AfterEnd, 6)]
    [InlineData("age twice", Head2 + "age 0\nage 0\n" + Next + Current + "end\n", KeyRingTextStatus.Layout, 3)]
    public void TryParse_BadText_NamesReasonAndLine(string why, string text, KeyRingTextStatus expected, int expectedLine)
    {
        KeyRingTextStatus status = KeyRingText.TryParse(Encoding.ASCII.GetBytes(text), 3, out KeyRing? ring, out int line);
        Assert.True((expected, expectedLine) == (status, line), $"{why}: {status} in line {line}");
        Assert.Null(ring);
    }

    [Fact]
    public void TryParse_VersionOne_HasTheKeysAndNoAge()
    {
        string previous = "previous 00000003 " + Key + "\n";
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(Encoding.ASCII.GetBytes(Head + Next + Current + previous), 3, out KeyRing? ring, out _));
        Assert.Equal(Head2 + "age 0\n" + Next + Current + previous + "end\n", Encoding.ASCII.GetString(ring!.Format()));
    }

    [Fact]
    public void TryParse_Age_IsReadInSeconds()
    {
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(Encoding.ASCII.GetBytes(Head2 + "age 4711\n" + Next + Current + "end\n"), 3, out KeyRing? ring, out _));
        Assert.Equal(NtpDuration.FromSeconds(4711), ring!.Age);
    }

    [Fact]
    public void TryParse_FormattedRing_OpensItsCookies()
    {
        KeyRing ring = KeyRing.Create(3, Seeded.Fixed(1));
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(ring.Snapshot, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32], SystemRandom.Instance, cookie);
        ring.Rotate(SystemRandom.Instance);
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(ring.Format(), 3, out KeyRing? copy, out _));
        Assert.Equal(CookieStatus.Ok, Cookie.TryOpen(copy!.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _));
        Assert.Equal(ring.Format(), copy.Format());
    }

    [Fact]
    public void TryParse_CopyOfAnotherMachine_OpensCookiesAfterThatOneRotated()
    {
        KeyRing ring = KeyRing.Create(3, Seeded.Fixed(1));
        KeyRingText.TryParse(ring.Format(), 3, out KeyRing? copy, out _);
        ring.Rotate(SystemRandom.Instance);
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(ring.Snapshot, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32], SystemRandom.Instance, cookie);
        Assert.Equal(CookieStatus.Ok, Cookie.TryOpen(copy!.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _));
    }

    [Fact]
    public void TryParse_MorePreviousKeysThanWanted_KeepsTheNewest()
    {
        KeyRing ring = KeyRing.Create(5, Seeded.Fixed(1));
        for (int i = 0; i < 5; i++)
        {
            ring.Rotate(SystemRandom.Instance);
        }

        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(ring.Format(), 2, out KeyRing? copy, out _));
        Assert.Equal(2, copy!.Snapshot.PreviousCount);
        Assert.Equal(ring.Snapshot.Previous[1].Id, copy.Snapshot.Previous[1].Id);
    }

    [Theory]
    [InlineData(32, KeyRingTextStatus.Ok)]
    [InlineData(33, KeyRingTextStatus.TooManyKeys)]
    public void TryParse_ManyPreviousKeys_AreBounded(int previous, KeyRingTextStatus expected)
    {
        StringBuilder text = new(Head + Next + Current);
        for (int i = 0; i < previous; i++)
        {
            text.Append($"previous {i + 16:x8} {Key}\n");
        }

        Assert.Equal(expected, KeyRingText.TryParse(Encoding.ASCII.GetBytes(text.ToString()), 32, out _, out _));
    }

    [Fact]
    public void TryParse_RandomChanges_NeverThrows()
    {
        Seeded random = Seeded.Create();
        byte[] text = KeyRing.Create(3, random).Format();
        for (int i = 0; i < 10_000; i++)
        {
            byte[] changed = text[..(random.Next(4) == 0 ? random.Next(text.Length) : text.Length)];
            for (int n = random.Next(4); n > 0 && changed.Length > 0; n--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            Exception? thrown = Record.Exception(() => KeyRingText.TryParse(changed, 3, out _, out _));
            Assert.True(thrown is null, $"{random}: {thrown}");
        }
    }
}
