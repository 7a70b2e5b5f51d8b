using System.Collections.Generic;
using System.IO;

namespace Nts.Drivers.Displays;

/// <summary>Characters of five by eight dots, as drawn in DotFont.txt: a line of characters, each above its picture.</summary>
internal static class DotFont
{
    private const int Width = 5;
    private const int Height = 8;
    private const int Pitch = Width + 1;

    /// <summary>What stands in for a character that is not drawn.</summary>
    private const char Unknown = '?';

    private static readonly Dictionary<char, byte[]> Columns = Read();

    /// <summary>Whether there is a picture of a character.</summary>
    public static bool Has(char character) => Columns.ContainsKey(Plain(character));

    /// <summary>Draws a character; the column is that of its left edge.</summary>
    public static void Draw(char character, int column, int row, DotFrame frame)
    {
        byte[] columns = Columns.GetValueOrDefault(Plain(character)) ?? Columns[Unknown];
        for (int i = 0; i < Width; i++)
        {
            frame.SetColumn(column + i, row, columns[i]);
        }
    }

    /// <summary>Characters that look the same at this size.</summary>
    private static char Plain(char character) => character switch
    {
        '\u2212' or '\u2013' => '-',
        '\u00b5' or '\u03bc' => 'u',
        '\u2019' or '`' => '\'',
        _ => character,
    };

    private static Dictionary<char, byte[]> Read()
    {
        using Stream drawing = typeof(DotFont).Assembly.GetManifestResourceStream("DotFont.txt")!;
        using StreamReader reader = new(drawing);
        string[] lines = reader.ReadToEnd().TrimEnd('\n').Split('\n');
        Dictionary<char, byte[]> columns = [];
        for (int heading = 0; heading < lines.Length; heading += 1 + Height)
        {
            for (int left = 0; left < lines[heading + 1].Length; left += Pitch)
            {
                char character = left < lines[heading].Length ? lines[heading][left] : ' ';
                byte[] glyph = new byte[Width];
                for (int line = 0; line < Height; line++)
                {
                    for (int column = 0; column < Width; column++)
                    {
                        glyph[column] |= (byte)(lines[heading + 1 + line][left + column] == '#' ? 1 << line : 0);
                    }
                }

                columns.Add(character, glyph);
            }
        }

        return columns;
    }
}
