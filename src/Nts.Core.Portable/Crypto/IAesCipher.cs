using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES-128 and AES-256 in the forward direction (FIPS 197), the only one that CMAC and counter mode need.</summary>
/// <remarks>
/// Every implementation takes the same time for every key and every block: no table indexed by a secret, no branch on one.
/// Round keys belong to the implementation that expanded them; how many there are says which AES it is.
/// Blocks are seen as little-endian words: this project runs on x64 and Arm64 only.
/// </remarks>
internal interface IAesCipher
{
    /// <summary>Expands a key of 16 or 32 bytes into 11 or 15 round keys.</summary>
    static abstract void Expand(ReadOnlySpan<byte> key, Span<Vector128<byte>> roundKeys);

    /// <summary>Encrypts one block.</summary>
    static abstract Vector128<byte> Encrypt(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<byte> block);

    /// <summary>Encrypts four independent blocks in place, side by side.</summary>
    static abstract void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3);

    /// <summary>Encrypts four independent blocks in place, side by side, each under round keys of its own; all keys are of one length.</summary>
    static abstract void Encrypt(
        ReadOnlySpan<Vector128<byte>> roundKeys0,
        ReadOnlySpan<Vector128<byte>> roundKeys1,
        ReadOnlySpan<Vector128<byte>> roundKeys2,
        ReadOnlySpan<Vector128<byte>> roundKeys3,
        ref Vector128<byte> block0,
        ref Vector128<byte> block1,
        ref Vector128<byte> block2,
        ref Vector128<byte> block3);
}
