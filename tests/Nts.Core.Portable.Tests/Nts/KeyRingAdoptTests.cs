using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Time;

namespace Nts.Nts;

/// <summary>A copy of a ring that takes over what the owner wrote.</summary>
public sealed class KeyRingAdoptTests
{
    private const int PreviousKeys = 2;
    private readonly KeyRing _owner = KeyRing.Create(PreviousKeys, SystemRandom.Instance);
    private readonly KeyRing _copy;

    public KeyRingAdoptTests() => _copy = Read(_owner);

    [Fact]
    public void Adopt_OwnerHasRotated_HasItsKeysAndAge()
    {
        _owner.Rotate(SystemRandom.Instance);
        _owner.Age = NtpDuration.FromSeconds(7);
        _copy.Adopt(Read(_owner));
        Assert.Equal(_owner.Format(), _copy.Format());
        Assert.Equal(NtpDuration.FromSeconds(7), _copy.Age);
    }

    [Fact]
    public void Adopt_KeysThatAreKnown_StayTheSameObjects()
    {
        KeyRingSnapshot before = _copy.Snapshot;
        _owner.Rotate(SystemRandom.Instance);
        _copy.Adopt(Read(_owner));
        Assert.Same(before.Next, _copy.Snapshot.Current);
        Assert.Same(before.Current, _copy.Snapshot.Previous[0]);
        Assert.Contains(before.Current.Bytes.ToArray(), b => b != 0);
    }

    [Fact]
    public void Adopt_OwnerHasForgottenAKey_WipesIt()
    {
        CookieKey first = _copy.Snapshot.Current;
        for (int i = 0; i <= PreviousKeys; i++)
        {
            _owner.Rotate(SystemRandom.Instance);
            _copy.Adopt(Read(_owner));
        }

        Assert.Null(_copy.Snapshot.Find(first.Id));
        Assert.All(first.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Adopt_AnotherRing_KeepsTheKeyThatAPacketMaySealWithUntilTheNextChange()
    {
        CookieKey inUse = _copy.Snapshot.Current;
        CookieKey next = _copy.Snapshot.Next;
        _copy.Adopt(KeyRing.Create(PreviousKeys, SystemRandom.Instance));
        Assert.Contains(inUse.Bytes.ToArray(), b => b != 0);
        Assert.All(next.Bytes.ToArray(), b => Assert.Equal(0, b));
        _copy.Adopt(KeyRing.Create(PreviousKeys, SystemRandom.Instance));
        Assert.All(inUse.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void Adopt_SameIdWithAnotherKey_TakesTheNewKey()
    {
        string text = System.Text.Encoding.ASCII.GetString(_owner.Format());
        string changed = text.Replace(Convert.ToHexStringLower(_owner.Snapshot.Current.Bytes), new string('a', 64), StringComparison.Ordinal);
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(System.Text.Encoding.ASCII.GetBytes(changed), PreviousKeys, out KeyRing? read, out _));
        _copy.Adopt(read!);
        Assert.Equal(changed, System.Text.Encoding.ASCII.GetString(_copy.Format()));
    }

    [Fact]
    public void TryOpen_CopyOneRotationBehind_OpensBothWays()
    {
        _owner.Rotate(SystemRandom.Instance);
        foreach ((KeyRing sealer, KeyRing opener) in (List<(KeyRing, KeyRing)>)[(_owner, _copy), (_copy, _owner)])
        {
            byte[] cookie = new byte[Cookie.LengthFor(AeadAlgorithm.AesSivCmac256)];
            Cookie.Seal(sealer.Snapshot, AeadAlgorithm.AesSivCmac256, new byte[32], new byte[32], SystemRandom.Instance, cookie);
            Assert.Equal(CookieStatus.Ok, Cookie.TryOpen(opener.Snapshot, cookie, new byte[CookieSecrets.MaxLength], out _));
        }
    }

    private static KeyRing Read(KeyRing ring)
    {
        Assert.Equal(KeyRingTextStatus.Ok, KeyRingText.TryParse(ring.Format(), PreviousKeys, out KeyRing? read, out _));
        return read!;
    }
}
