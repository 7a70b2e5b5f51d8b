using System;
using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>SIV and its parts over one AES implementation chosen by name, with any number of strings of associated data.</summary>
internal abstract class SivBackEnd
{
    public static SivBackEnd Get(string name)
    {
        if (name == "portable")
        {
            return new Over<BitslicedAes>();
        }

        Skip.IfNot(HardwareAes.IsSupported, "this CPU has no AES instructions");
        return new Over<HardwareAes>();
    }

    public abstract byte[] Seal(byte[] key, byte[] plaintext, params byte[][] associatedData);

    public abstract bool TryOpen(byte[] key, byte[] sealedText, byte[] plaintext, params byte[][] associatedData);

    public abstract byte[] Cmac(byte[] key, byte[] message);

    public abstract byte[] CmacSubkey(byte[] key);

    public abstract byte[] Encrypt(byte[] key, byte[] block);

    public abstract byte[] EncryptFour(byte[] key, byte[] blocks);

    private sealed class Over<TAes> : SivBackEnd
        where TAes : struct, IAesCipher
    {
        public override byte[] Seal(byte[] key, byte[] plaintext, params byte[][] associatedData)
        {
            AesSiv<TAes>.Expand(key, out AesSivKey expanded);
            byte[] sealedText = new byte[plaintext.Length + AesSivKey.TagSize];
            AesSiv<TAes>.Seal(expanded, Context(associatedData), plaintext, sealedText);
            return sealedText;
        }

        public override bool TryOpen(byte[] key, byte[] sealedText, byte[] plaintext, params byte[][] associatedData)
        {
            AesSiv<TAes>.Expand(key, out AesSivKey expanded);
            return AesSiv<TAes>.TryOpen(expanded, Context(associatedData), sealedText, plaintext);
        }

        public override byte[] Cmac(byte[] key, byte[] message)
        {
            TAes.Expand(key, out AesKeySchedule schedule);
            return Bytes(AesCmac<TAes>.Tag(schedule, AesCmac<TAes>.Subkey(schedule), Vector128<byte>.Zero, message));
        }

        public override byte[] CmacSubkey(byte[] key)
        {
            TAes.Expand(key, out AesKeySchedule schedule);
            return Bytes(AesCmac<TAes>.Subkey(schedule));
        }

        public override byte[] Encrypt(byte[] key, byte[] block)
        {
            TAes.Expand(key, out AesKeySchedule schedule);
            return Bytes(TAes.Encrypt(schedule, Vector128.Create(block)));
        }

        public override byte[] EncryptFour(byte[] key, byte[] blocks)
        {
            TAes.Expand(key, out AesKeySchedule schedule);
            Vector128<byte> block0 = Vector128.Create(blocks, 0);
            Vector128<byte> block1 = Vector128.Create(blocks, 16);
            Vector128<byte> block2 = Vector128.Create(blocks, 32);
            Vector128<byte> block3 = Vector128.Create(blocks, 48);
            TAes.Encrypt(schedule, ref block0, ref block1, ref block2, ref block3);
            return [.. Bytes(block0), .. Bytes(block1), .. Bytes(block2), .. Bytes(block3)];
        }

        private static SivContext Context(byte[][] strings) => strings.Length switch
        {
            1 => new SivContext(strings[0]),
            2 => new SivContext(strings[0], strings[1]),
            _ => new SivContext(strings[0], strings[1], strings[2]),
        };

        private static byte[] Bytes(Vector128<byte> block)
        {
            byte[] bytes = new byte[AesBlock.Size];
            block.CopyTo(bytes);
            return bytes;
        }
    }
}
