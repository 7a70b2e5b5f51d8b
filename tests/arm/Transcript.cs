using System;
using System.Runtime.Intrinsics;
using Nts.Crypto;

namespace Nts.Arm;

/// <summary>What the implementations of AES and of POLYVAL's field answer to inputs that depend on nothing but a count.</summary>
/// <remarks>
/// The same program prints the same lines on every CPU, or one of them is wrong. Rounds are many, so that most run in fully optimised code.
/// A trimmed class library must do, so this uses little of one.
/// </remarks>
internal static class Transcript
{
    private const int Rounds = 2000;

    public static void Print()
    {
        Implementation<VectorPermuteAes, PortablePolyvalField>("portable");
        if (HardwareAes.IsSupported && HardwarePolyvalField.IsSupported)
        {
            Implementation<HardwareAes, HardwarePolyvalField>("hardware");
        }
    }

    private static void Implementation<TAes, TField>(string name)
        where TAes : struct, IAesCipher
        where TField : struct, IPolyvalField
    {
        Line(name, "FIPS 197 C.1", Fips197<TAes>(16));
        Line(name, "FIPS 197 C.3", Fips197<TAes>(32));
        Line(name, "AES-128, chains", Chains<TAes>(16));
        Line(name, "AES-256, chains", Chains<TAes>(32));
        Line(name, "POLYVAL, chain", PolyvalChain<TField>());
        Line(name, "AEAD 15, sealed", SivChain<TAes>());
        Line(name, "AEAD 30, sealed", GcmSivChain<TAes, TField>());
    }

    /// <summary>The key 00 01 02… and the block 00 11 22….</summary>
    private static Vector128<byte> Fips197<TAes>(int keySize)
        where TAes : struct, IAesCipher
    {
        byte[] key = new byte[keySize];
        Fill(key, 0, 1);
        byte[] block = new byte[16];
        Fill(block, 0, 0x11);
        return TAes.Encrypt(RoundKeys<TAes>(key), Vector128.Create(block));
    }

    /// <summary>A block is encrypted again and again, by itself, with three others, and with three others under keys of their own.</summary>
    private static Vector128<byte> Chains<TAes>(int keySize)
        where TAes : struct, IAesCipher
    {
        byte[] key = new byte[keySize];
        Vector128<byte> a = default, b = default, c = default, d = default;
        Vector128<byte>[] newest = RoundKeys<TAes>(key);
        for (int i = 0; i < Rounds; i++)
        {
            a.CopyTo(key);
            key[^1] ^= (byte)(i & 0xFF);
            Vector128<byte>[] older = newest;
            newest = RoundKeys<TAes>(key);
            a = TAes.Encrypt(newest, a);
            TAes.Encrypt(newest, ref a, ref b, ref c, ref d);
            TAes.Encrypt(newest, older, older, newest, ref a, ref b, ref c, ref d);
            (a, b, c, d) = (a ^ d, a, b, c);
        }

        return a;
    }

    private static Vector128<byte> PolyvalChain<TField>()
        where TField : struct, IPolyvalField
    {
        byte[] message = new byte[77];
        Vector128<byte>[] powers = new Vector128<byte>[Polyval<TField>.PowerCount];
        Vector128<byte> sum = Vector128.Create((byte)0xFF);
        for (int i = 0; i < Rounds; i++)
        {
            Fill(message, i, 0x35);
            Polyval<TField>.Expand(sum ^ Vector128.Create((byte)(i & 0xFF)), powers);
            sum = Polyval<TField>.Absorb(powers, sum, message);
        }

        return sum;
    }

    private static Vector128<byte> SivChain<TAes>()
        where TAes : struct, IAesCipher
    {
        byte[] key = new byte[32], nonce = new byte[16], plaintext = new byte[100], sealedText = new byte[116], opened = new byte[100];
        Vector128<byte>[] blocks = new Vector128<byte>[AesSivKey.Length128];
        for (int i = 0; i < Rounds; i++)
        {
            Fill(key, i, sealedText[0]);
            AesSiv<TAes>.Expand(key, blocks);
            AesSiv<TAes>.Seal(new AesSivKey(blocks), key, nonce, plaintext, sealedText);
            Require(AesSiv<TAes>.TryOpen(new AesSivKey(blocks), key, nonce, sealedText, opened));
            Vector128.Create<byte>(sealedText.AsSpan(50)).CopyTo(plaintext);
        }

        return Vector128.Create(sealedText);
    }

    private static Vector128<byte> GcmSivChain<TAes, TField>()
        where TAes : struct, IAesCipher
        where TField : struct, IPolyvalField
    {
        byte[] key = new byte[16], nonce = new byte[12], plaintext = new byte[100], sealedText = new byte[116], opened = new byte[100];
        for (int i = 0; i < Rounds; i++)
        {
            Fill(key, i, sealedText[0]);
            AesGcmSiv<TAes, TField>.Seal(RoundKeys<TAes>(key), key, nonce, plaintext, sealedText);
            Require(AesGcmSiv<TAes, TField>.TryOpen(RoundKeys<TAes>(key), key, nonce, sealedText, opened));
            Vector128.Create<byte>(sealedText.AsSpan(50)).CopyTo(plaintext);
        }

        return Vector128.Create(sealedText);
    }

    private static Vector128<byte>[] RoundKeys<TAes>(byte[] key)
        where TAes : struct, IAesCipher
    {
        Vector128<byte>[] roundKeys = new Vector128<byte>[key.Length == 16 ? AesKeySchedule.Length128 : AesKeySchedule.Length256];
        TAes.Expand(key, roundKeys);
        return roundKeys;
    }

    private static void Fill(byte[] bytes, int first, int step)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((first + (i * step)) & 0xFF);
        }
    }

    private static void Require(bool opened)
    {
        if (!opened)
        {
            Environment.FailFast("a sealed text does not open");
        }
    }

    private static void Line(string implementation, string what, Vector128<byte> result) =>
        Console.WriteLine(implementation + " " + (what + ": " + Convert.ToHexString(Bytes(result))));

    private static byte[] Bytes(Vector128<byte> block)
    {
        byte[] bytes = new byte[16];
        block.CopyTo(bytes);
        return bytes;
    }
}
