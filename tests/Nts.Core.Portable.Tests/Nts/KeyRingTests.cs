using System;
using System.Text;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Nts;

public sealed class KeyRingTests
{
    [Fact]
    public void Rotate_Always_MakesTheNextKeyCurrentAndTheCurrentPrevious()
    {
        KeyRing ring = KeyRing.Create(2, Seeded.Fixed(1));
        KeyRingSnapshot before = ring.Snapshot;
        ring.Rotate(Seeded.Fixed(2));
        Assert.Same(before.Next, ring.Snapshot.Current);
        Assert.Same(before.Current, ring.Snapshot.Previous[0]);
        Assert.Equal(1, ring.Snapshot.PreviousCount);
    }

    [Fact]
    public void Rotate_BeyondTheBound_ForgetsAndWipesTheOldest()
    {
        KeyRing ring = KeyRing.Create(2, Seeded.Fixed(1));
        CookieKey first = ring.Snapshot.Current;
        Rotate(ring, 2);
        Assert.Same(first, ring.Snapshot.Find(first.Id));
        Assert.Contains(first.Bytes.ToArray(), b => b != 0);
        Rotate(ring, 1);
        Assert.Null(ring.Snapshot.Find(first.Id));
        Assert.Equal(2, ring.Snapshot.PreviousCount);
        Assert.All(first.Bytes.ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(Seal(default), Seal(first.Expanded));
    }

    [Fact]
    public void Rotate_IdDrawnThatIsTaken_DrawsAgain()
    {
        ScriptedIds random = new(1, 2, 1, 2, 3);
        KeyRing ring = KeyRing.Create(2, random);
        ring.Rotate(random);
        Assert.Equal([2u, 1u, 3u], new[] { ring.Snapshot.Current.Id, ring.Snapshot.Previous[0].Id, ring.Snapshot.Next.Id });
    }

    [Fact]
    public void Snapshot_HeldDuringRotation_DoesNotChange()
    {
        KeyRing ring = KeyRing.Create(1, Seeded.Fixed(1));
        KeyRingSnapshot held = ring.Snapshot;
        uint id = held.CurrentId;
        ring.Rotate(Seeded.Fixed(2));
        Assert.Equal(id, held.CurrentId);
        Assert.NotEqual(id, ring.Snapshot.CurrentId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void Create_PreviousKeysOutOfRange_IsABug(int previousKeys) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyRing.Create(previousKeys, SystemRandom.Instance));

    [Fact]
    public void Format_RingOfThree_IsTheDocumentedText()
    {
        KeyRing ring = KeyRing.Create(2, new ScriptedIds(0x11, 0x22, 0x33));
        ring.Rotate(new ScriptedIds(0x33));
        Assert.Equal(
            "nts-key-ring 2\nage 0\n"
            + "next 00000033 " + new string('3', 64) + "\n"
            + "current 00000022 " + new string('2', 64) + "\n"
            + "previous 00000011 " + new string('1', 64) + "\nend\n",
            Encoding.ASCII.GetString(ring.Format()));
    }

    [Theory]
    [InlineData(0, "age 0\n")]
    [InlineData(86_399.9, "age 86399\n")]
    [InlineData(-1, "age 0\n")]
    public void Format_Age_IsWholeSeconds(double seconds, string expected)
    {
        KeyRing ring = KeyRing.Create(2, Seeded.Fixed(1));
        ring.Age = NtpDuration.FromSeconds(seconds);
        Assert.Contains(expected, Encoding.ASCII.GetString(ring.Format()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rotate_Always_StartsTheAgeAnew()
    {
        KeyRing ring = KeyRing.Create(2, Seeded.Fixed(1));
        ring.Age = NtpDuration.FromSeconds(100);
        ring.Rotate(Seeded.Fixed(2));
        Assert.Equal(NtpDuration.Zero, ring.Age);
    }

    /// <summary>A sealed text tells one expanded key from another.</summary>
    private static byte[] Seal(in AeadKey key)
    {
        byte[] text = new byte[AeadKey.TagSize];
        key.Seal([], [1], [], text);
        return text;
    }

    private static void Rotate(KeyRing ring, int times)
    {
        for (int i = 0; i < times; i++)
        {
            ring.Rotate(SystemRandom.Instance);
        }
    }

    /// <summary>Gives the ids in turn, and keys whose every octet is the id's last.</summary>
    private sealed class ScriptedIds(params byte[] ids) : IRandomSource
    {
        private int _next;
        private byte _id;

        public void Fill(Span<byte> destination)
        {
            if (destination.Length == sizeof(uint))
            {
                _id = ids[_next++];
                destination.Clear();
                destination[^1] = _id;
            }
            else
            {
                destination.Fill(_id);
            }
        }
    }
}
