using System;
using System.Collections.Generic;
using Nts.TestKit;

namespace Nts.Fuzz;

/// <summary>Makes a new input of old ones: a few of the changes that break parsers, stacked.</summary>
/// <param name="random">Decides; its seed replays a run.</param>
/// <param name="dictionary">Byte strings that mean something to the parser.</param>
/// <param name="maxLength">Octets of the longest input.</param>
internal sealed class Mutator(Seeded random, IReadOnlyList<byte[]> dictionary, int maxLength)
{
    private const int MostChanges = 8;
    private static readonly byte[] Edges8 = [0, 1, 3, 4, 0x0f, 0x10, 0x1f, 0x20, 0x23, 0x24, 0x7f, 0x80, 0xff];
    private static readonly ushort[] Edges16 = [0, 1, 2, 3, 4, 8, 12, 15, 16, 17, 28, 30, 36, 0x7f, 0x80, 0xff, 0x100, 0x400, 0x7fff, 0x8000, 0xfffc, 0xffff];

    /// <summary>A changed copy.</summary>
    /// <param name="input">What is changed.</param>
    /// <param name="other">Another input, for parts of it.</param>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        List<byte> bytes = [.. input];
        for (int changes = 1 + random.Next(MostChanges); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return bytes.Count > maxLength ? [.. bytes[..maxLength]] : [.. bytes];
    }

    private void Change(List<byte> bytes, ReadOnlySpan<byte> other)
    {
        switch (random.Next(bytes.Count == 0 ? 3 : 11))
        {
            case 0:
                Insert(bytes, random.GetItems<byte>(Edges8, 1 + random.Next(8)));
                break;
            case 1:
                Insert(bytes, Piece(other));
                break;
            case 2:
                Insert(bytes, Token());
                break;
            case 3:
                Insert(bytes, Piece([.. bytes]));
                break;
            case 4:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 5:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 6:
                Overwrite(bytes, [Edges8[random.Next(Edges8.Length)]]);
                break;
            case 7:
                ushort edge = Edges16[random.Next(Edges16.Length)];
                Overwrite(bytes, [(byte)(edge >> 8), (byte)(edge & 0xff)]);
                break;
            case 8:
                Overwrite(bytes, Token());
                break;
            case 9:
                int start = random.Next(bytes.Count);
                bytes.RemoveRange(start, 1 + random.Next(Math.Min(bytes.Count - start, 1 << random.Next(8))));
                break;
            default:
                int at = random.Next(bytes.Count);
                bytes[at] = unchecked((byte)(bytes[at] + random.Next(-4, 5)));
                break;
        }
    }

    private ReadOnlySpan<byte> Token() => dictionary.Count == 0 ? [0] : dictionary[random.Next(dictionary.Count)];

    private ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> of)
    {
        if (of.IsEmpty)
        {
            return of;
        }

        int start = random.Next(of.Length);
        return of.Slice(start, 1 + random.Next(of.Length - start));
    }

    private void Insert(List<byte> bytes, ReadOnlySpan<byte> piece) => bytes.InsertRange(random.Next(bytes.Count + 1), piece);

    /// <summary>Mostly at a multiple of four, where fields of network protocols stand.</summary>
    private void Overwrite(List<byte> bytes, ReadOnlySpan<byte> piece)
    {
        int at = random.Next(bytes.Count);
        at = random.Next(4) == 0 ? at : at & ~3;
        for (int i = 0; i < piece.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = piece[i];
        }
    }
}
