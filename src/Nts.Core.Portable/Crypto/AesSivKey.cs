using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>A view of the blocks of an expanded SIV key: the round keys of CMAC, as many of counter mode, and two values that save encryptions.</summary>
internal readonly ref struct AesSivKey(ReadOnlySpan<Vector128<byte>> blocks)
{
    /// <summary>Blocks of a key of AEAD_AES_SIV_CMAC_256, which is made of two AES-128 keys.</summary>
    public const int Length128 = (2 * AesKeySchedule.Length128) + 2;

    /// <summary>Blocks of a key of AEAD_AES_SIV_CMAC_512, which is made of two AES-256 keys.</summary>
    public const int Length256 = (2 * AesKeySchedule.Length256) + 2;

    private readonly ReadOnlySpan<Vector128<byte>> _blocks = blocks;

    public ReadOnlySpan<Vector128<byte>> MacKey => _blocks[..RoundKeysOf(_blocks.Length)];

    public ReadOnlySpan<Vector128<byte>> CounterKey => _blocks[RoundKeysOf(_blocks.Length)..^2];

    /// <summary>CMAC's subkey K1.</summary>
    public Vector128<byte> Subkey => _blocks[^2];

    /// <summary>Where S2V starts: CMAC of a block of zeroes.</summary>
    public Vector128<byte> Start => _blocks[^1];

    /// <summary>Round keys in one half of a key of this many blocks.</summary>
    public static int RoundKeysOf(int length) => (length / 2) - 1;
}
