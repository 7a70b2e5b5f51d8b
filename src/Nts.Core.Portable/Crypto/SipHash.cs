using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Nts.Crypto;

/// <summary>SipHash-2-4 (Aumasson and Bernstein, 2012) of 16 octets: a hash whose collisions nobody can choose without the key.</summary>
internal readonly struct SipHash
{
    private const int KeyLength = 16;
    private const ulong FinalBlock = 16UL << 56; // no octets left, and the length

    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>Draws a key.</summary>
    public SipHash(IRandomSource random)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        random.Fill(key);
        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]);
    }

    /// <summary>The hash of two little-endian words.</summary>
    public ulong Of(ulong first, ulong second)
    {
        State state = new(_key0, _key1);
        state.Absorb(first);
        state.Absorb(second);
        state.Absorb(FinalBlock);
        return state.Finish();
    }

    private struct State
    {
        private ulong _v0;
        private ulong _v1;
        private ulong _v2;
        private ulong _v3;

        // The constants spell "somepseudorandomlygeneratedbytes".
        public State(ulong key0, ulong key1)
        {
            _v0 = key0 ^ 0x736f6d6570736575;
            _v1 = key1 ^ 0x646f72616e646f6d;
            _v2 = key0 ^ 0x6c7967656e657261;
            _v3 = key1 ^ 0x7465646279746573;
        }

        public void Absorb(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong Finish()
        {
            _v2 ^= 0xff;
            Round();
            Round();
            Round();
            Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            unchecked
            {
                _v0 += _v1;
                _v2 += _v3;
                _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
                _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
                _v0 = BitOperations.RotateLeft(_v0, 32);
                _v2 += _v1;
                _v0 += _v3;
                _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
                _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
                _v2 = BitOperations.RotateLeft(_v2, 32);
            }
        }
    }
}
