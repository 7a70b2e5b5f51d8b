using System;

namespace Nts.Drivers.Displays;

/// <summary>A picture of 128 × 64 dots as an SSD1306 keeps it: eight rows (pages) of 128 bytes, each a column of eight dots, bit 0 on top.</summary>
internal sealed class DotFrame
{
    public const int Width = 128;
    public const int Height = 64;
    public const int Rows = Height / 8;

    private readonly byte[] _bytes = new byte[Width * Rows];

    /// <summary>A row of bytes.</summary>
    public ReadOnlySpan<byte> Row(int row) => _bytes.AsSpan(row * Width, Width);

    /// <summary>Whether a dot is lit; column and line count from the upper left.</summary>
    public bool this[int column, int line]
    {
        get => (_bytes[((line / 8) * Width) + column] >> (line % 8) & 1) != 0;
        set
        {
            byte bit = (byte)(1 << (line % 8));
            ref byte place = ref _bytes[((line / 8) * Width) + column];
            place = (byte)(value ? place | bit : place & ~bit);
        }
    }

    /// <summary>Lights a rectangle.</summary>
    public void Fill(int left, int top, int width, int height)
    {
        for (int line = top; line < top + height; line++)
        {
            for (int column = left; column < left + width; column++)
            {
                this[column, line] = true;
            }
        }
    }

    /// <summary>Puts a column of eight dots into a row.</summary>
    public void SetColumn(int column, int row, byte dots) => _bytes[(row * Width) + column] = dots;

    /// <summary>Makes all dots dark.</summary>
    public void Clear() => Array.Clear(_bytes);
}
