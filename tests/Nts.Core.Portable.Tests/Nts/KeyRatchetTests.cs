using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using Nts.Crypto;
using Nts.Ntp;

namespace Nts.Nts;

public sealed class KeyRatchetTests
{
    private const int PreviousKeys = 7;
    private static readonly VectorFile Vectors = VectorFile.Load("ratchet.txt", "keys");

    [Theory]
    [InlineData("counting")]
    [InlineData("zero")]
    [InlineData("id-wraps")]
    public void After_ThreeTimes_IsWhatHkdfGives(string name)
    {
        CookieKey key = Key(Vectors[name + ".0"]);
        for (int n = 1; n <= 3; n++)
        {
            key = KeyRatchet.After(key);
            Assert.Equal(Vectors[$"{name}.{n}"], Octets(key));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    public void Rotate_OnTheRatchet_IsTheRingOfTheVectors(int rotations)
    {
        KeyRing ring = Ring(Vectors["ring.0"]);
        Rotate(ring, rotations);
        Assert.Equal(Encoding.ASCII.GetString(Vectors[$"ring.{rotations}"]), Encoding.ASCII.GetString(ring.Format()));
    }

    [Fact]
    public void Rotate_TwoRingsOfOneFile_StayAlikeAndDrawnRingsDoNot()
    {
        byte[] start = KeyRing.Create(PreviousKeys, SystemRandom.Instance).Format();
        KeyRing one = Ring(start);
        KeyRing other = Ring(start);
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(start, PreviousKeys, out KeyRing? drawn, out _));
        for (int n = 0; n < 50; n++)
        {
            Rotate(one, 1);
            Rotate(other, 1);
            Rotate(drawn!, 1);
            Assert.Equal(one.Format(), other.Format());
            Assert.NotEqual(one.Format(), drawn!.Format());
        }
    }

    [Fact]
    public void Rotate_RestartInBetween_GoesOnWithTheSameKeys()
    {
        KeyRing ring = Ring(Vectors["ring.0"]);
        Rotate(ring, 3);
        KeyRing restarted = Ring(ring.Format());
        Rotate(restarted, 5);
        Assert.Equal(Vectors["ring.8"], restarted.Format());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(KeyRing.RatchetLookAhead)]
    public void TryOpen_CookieOfARingThatIsAhead_OpensAndTellsHowFar(int rotations)
    {
        KeyRing ahead = Ring(Vectors["ring.0"]);
        KeyRing behind = Ring(Vectors["ring.0"]);
        Rotate(ahead, rotations);
        Assert.Equal(CookieStatus.Ok, Open(behind, ahead));
        Assert.Equal(rotations, behind.RotationsBehind);
        Rotate(behind, rotations);
        Assert.Equal(0, behind.RotationsBehind);
        Assert.Equal(ahead.Format(), behind.Format());
    }

    [Fact]
    public void TryOpen_CookieOfARingTooFarAhead_IsUnknown()
    {
        KeyRing ahead = Ring(Vectors["ring.0"]);
        KeyRing behind = Ring(Vectors["ring.0"]);
        Rotate(ahead, KeyRing.RatchetLookAhead + 1);
        Assert.Equal(CookieStatus.KeyUnknown, Open(behind, ahead));
        Assert.Equal(0, behind.RotationsBehind);
    }

    [Fact]
    public void TryOpen_ForgedCookieOfTheNextKey_DoesNotCountAsAhead()
    {
        KeyRing ring = Ring(Vectors["ring.0"]);
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        BinaryPrimitives.WriteUInt32BigEndian(cookie, ring.Snapshot.Next.Id);
        Assert.Equal(CookieStatus.Forged, Cookie.TryOpen(ring.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _));
        Assert.Equal(0, ring.RotationsBehind);
    }

    [Fact]
    public void UseRatchet_PreviousKeyBearsAnIdToCome_IsForgotten()
    {
        string key = new('1', 64);
        KeyRing ring = Ring(Encoding.ASCII.GetBytes(
            $"nts-key-ring 2\nage 0\nnext 00000010 {key}\ncurrent 00000001 {key}\nprevious 00000013 {key}\nprevious 00000002 {key}\nend\n"));
        Assert.Equal([2u], ring.Snapshot.Previous.ToArray().Select(previous => previous.Id));
        Rotate(ring, 1);
        Assert.NotNull(Ring(ring.Format()));
    }

    private static CookieKey Key(byte[] octets) => new(BinaryPrimitives.ReadUInt32BigEndian(octets), octets.AsSpan(sizeof(uint)));

    private static byte[] Octets(CookieKey key)
    {
        byte[] octets = [0, 0, 0, 0, .. key.Bytes];
        BinaryPrimitives.WriteUInt32BigEndian(octets, key.Id);
        return octets;
    }

    private static KeyRing Ring(byte[] text)
    {
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(text, PreviousKeys, out KeyRing? ring, out _));
        ring!.UseRatchet();
        return ring;
    }

    private static CookieStatus Open(KeyRing ring, KeyRing sealer)
    {
        byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
        Cookie.Seal(sealer.Snapshot, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32], SystemRandom.Instance, cookie);
        return Cookie.TryOpen(ring.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _);
    }

    private static void Rotate(KeyRing ring, int times)
    {
        for (int i = 0; i < times; i++)
        {
            ring.Rotate(SystemRandom.Instance);
        }
    }
}
