using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>AES-CMAC (RFC 4493; NIST SP 800-38B) over one of the AES implementations.</summary>
internal static class AesCmac<TAes>
    where TAes : struct, IAesCipher
{
    /// <summary>The subkey K1 (RFC 4493 §2.3); K2 is its double.</summary>
    public static Vector128<byte> Subkey(in AesKeySchedule key) => AesBlock.Double(TAes.Encrypt(key, Vector128<byte>.Zero));

    /// <summary>The tag of a message that goes on with <paramref name="rest"/> after the whole blocks that <paramref name="chained"/> stands for.</summary>
    /// <param name="key">The key schedule.</param>
    /// <param name="subkey">K1 of the same key.</param>
    /// <param name="chained">The chaining value so far; zero at the start of a message.</param>
    /// <param name="rest">The rest of the message; empty only if the message is.</param>
    public static Vector128<byte> Tag(in AesKeySchedule key, Vector128<byte> subkey, Vector128<byte> chained, ReadOnlySpan<byte> rest)
    {
        while (rest.Length > AesBlock.Size)
        {
            chained = TAes.Encrypt(key, chained ^ Vector128.Create(rest));
            rest = rest[AesBlock.Size..];
        }

        Vector128<byte> last = rest.Length == AesBlock.Size
            ? Vector128.Create(rest) ^ subkey
            : AesBlock.Pad(rest) ^ AesBlock.Double(subkey);
        return TAes.Encrypt(key, chained ^ last);
    }
}
