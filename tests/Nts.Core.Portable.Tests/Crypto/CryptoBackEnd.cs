using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>The modes and their parts over one implementation of AES and of POLYVAL's field chosen by name.</summary>
internal abstract class CryptoBackEnd
{
    public static CryptoBackEnd Get(string name)
    {
        if (name == "portable")
        {
            return new Over<VectorPermuteAes, PortablePolyvalField>();
        }

        Skip.IfNot(HardwareAes.IsSupported && HardwarePolyvalField.IsSupported, "this CPU has no AES instructions");
        return new Over<HardwareAes, HardwarePolyvalField>();
    }

    /// <summary>SIV with any number of strings of associated data.</summary>
    public abstract byte[] Seal(byte[] key, byte[] plaintext, params byte[][] associatedData);

    public abstract bool TryOpen(byte[] key, byte[] sealedText, byte[] plaintext, params byte[][] associatedData);

    public abstract byte[] SealGcmSiv(byte[] key, byte[] associatedData, byte[] nonce, byte[] plaintext);

    public abstract bool TryOpenGcmSiv(byte[] key, byte[] associatedData, byte[] nonce, byte[] sealedText, byte[] plaintext);

    public abstract byte[] ApplyGcmSivKeyStream(byte[] key, byte[] tag, byte[] input);

    public abstract byte[] Polyval(byte[] key, byte[] message);

    public abstract byte[] Cmac(byte[] key, byte[] message);

    public abstract byte[] CmacSubkey(byte[] key);

    public abstract byte[] Encrypt(byte[] key, byte[] block);

    public abstract byte[] EncryptFour(byte[] key, byte[] blocks);

    public abstract byte[] EncryptFour(byte[] key0, byte[] key1, byte[] key2, byte[] key3, byte[] blocks);

    private sealed class Over<TAes, TField> : CryptoBackEnd
        where TAes : struct, IAesCipher
        where TField : struct, IPolyvalField
    {
        public override byte[] Seal(byte[] key, byte[] plaintext, params byte[][] associatedData)
        {
            byte[] sealedText = new byte[plaintext.Length + AeadKey.TagSize];
            AesSiv<TAes>.Seal(Key(key, associatedData), Text(associatedData, 2), Text(associatedData, 1), plaintext, sealedText);
            return sealedText;
        }

        public override bool TryOpen(byte[] key, byte[] sealedText, byte[] plaintext, params byte[][] associatedData) =>
            AesSiv<TAes>.TryOpen(Key(key, associatedData), Text(associatedData, 2), Text(associatedData, 1), sealedText, plaintext);

        public override byte[] SealGcmSiv(byte[] key, byte[] associatedData, byte[] nonce, byte[] plaintext)
        {
            byte[] sealedText = new byte[plaintext.Length + AeadKey.TagSize];
            AesGcmSiv<TAes, TField>.Seal(RoundKeys(key), associatedData, nonce, plaintext, sealedText);
            return sealedText;
        }

        public override bool TryOpenGcmSiv(byte[] key, byte[] associatedData, byte[] nonce, byte[] sealedText, byte[] plaintext) =>
            AesGcmSiv<TAes, TField>.TryOpen(RoundKeys(key), associatedData, nonce, sealedText, plaintext);

        public override byte[] ApplyGcmSivKeyStream(byte[] key, byte[] tag, byte[] input)
        {
            byte[] output = new byte[input.Length];
            AesGcmSiv<TAes, TField>.ApplyKeyStream(RoundKeys(key), Vector128.Create(tag), input, output);
            return output;
        }

        public override byte[] Polyval(byte[] key, byte[] message)
        {
            Vector128<byte>[] powers = new Vector128<byte>[Polyval<TField>.PowerCount];
            Polyval<TField>.Expand(Vector128.Create(key), powers);
            return Bytes(Polyval<TField>.Absorb(powers, Vector128<byte>.Zero, message));
        }

        public override byte[] Cmac(byte[] key, byte[] message)
        {
            Vector128<byte>[] roundKeys = RoundKeys(key);
            return Bytes(AesCmac<TAes>.Tag(roundKeys, AesCmac<TAes>.Subkey(roundKeys), message));
        }

        public override byte[] CmacSubkey(byte[] key) => Bytes(AesCmac<TAes>.Subkey(RoundKeys(key)));

        public override byte[] Encrypt(byte[] key, byte[] block) => Bytes(TAes.Encrypt(RoundKeys(key), Vector128.Create(block)));

        public override byte[] EncryptFour(byte[] key, byte[] blocks)
        {
            Vector128<byte> block0 = Vector128.Create(blocks, 0);
            Vector128<byte> block1 = Vector128.Create(blocks, 16);
            Vector128<byte> block2 = Vector128.Create(blocks, 32);
            Vector128<byte> block3 = Vector128.Create(blocks, 48);
            TAes.Encrypt(RoundKeys(key), ref block0, ref block1, ref block2, ref block3);
            return [.. Bytes(block0), .. Bytes(block1), .. Bytes(block2), .. Bytes(block3)];
        }

        public override byte[] EncryptFour(byte[] key0, byte[] key1, byte[] key2, byte[] key3, byte[] blocks)
        {
            Vector128<byte> block0 = Vector128.Create(blocks, 0);
            Vector128<byte> block1 = Vector128.Create(blocks, 16);
            Vector128<byte> block2 = Vector128.Create(blocks, 32);
            Vector128<byte> block3 = Vector128.Create(blocks, 48);
            TAes.Encrypt(RoundKeys(key0), RoundKeys(key1), RoundKeys(key2), RoundKeys(key3), ref block0, ref block1, ref block2, ref block3);
            return [.. Bytes(block0), .. Bytes(block1), .. Bytes(block2), .. Bytes(block3)];
        }

        private static Vector128<byte>[] RoundKeys(byte[] key)
        {
            Vector128<byte>[] roundKeys = new Vector128<byte>[key.Length == 16 ? AesKeySchedule.Length128 : AesKeySchedule.Length256];
            TAes.Expand(key, roundKeys);
            return roundKeys;
        }

        /// <summary>A key whose sum over the associated data begins with all strings but the last two: NTS has no use for more than two.</summary>
        private static AesSivKey Key(byte[] key, byte[][] associatedData)
        {
            Vector128<byte>[] blocks = new Vector128<byte>[key.Length == 32 ? AesSivKey.Length128 : AesSivKey.Length256];
            AesSiv<TAes>.Expand(key, blocks);
            AesSivKey expanded = new(blocks);
            foreach (byte[] text in associatedData[..^Math.Min(2, associatedData.Length)])
            {
                blocks[^1] = AesBlock.Double(blocks[^1]) ^ AesCmac<TAes>.Tag(expanded.MacKey, expanded.Subkey, text);
            }

            return expanded;
        }

        /// <summary>A string of associated data, counted from the last on: the first of two, or the only one, is the mode's own and the other its nonce.</summary>
        private static byte[] Text(byte[][] associatedData, int fromEnd) => associatedData switch
        {
            [byte[] only] => fromEnd == 2 ? only : [],
            _ => associatedData[^fromEnd],
        };

        private static byte[] Bytes(Vector128<byte> block)
        {
            byte[] bytes = new byte[AesBlock.Size];
            block.CopyTo(bytes);
            return bytes;
        }
    }
}
