using System;
using System.Globalization;

namespace Nts.Drivers.Displays;

/// <summary>A face as dots: the time across the upper three rows, as if of seven segments, and five lines of 21 characters.</summary>
internal static class DotFace
{
    private const int FirstLineRow = 3;
    private const int CharacterWidth = 6;

    private const int DigitWidth = 14;
    private const int DigitPitch = 18;
    private const int ColonPitch = 8;
    private const int Stroke = 3;
    private const int HalfDigit = 9; // from the top of one horizontal segment to the top of the next

    /// <summary>Draws it.</summary>
    public static void Draw(Face face, DotFrame frame)
    {
        frame.Clear();
        string time = face.HasTime ? string.Create(CultureInfo.InvariantCulture, $"{face.Time:HH:mm}:{face.Second:00}") : "--:--:--";
        int left = 2;
        foreach (char character in face.IsDark ? "" : time)
        {
            if (character == ':')
            {
                frame.Fill(left, 5, Stroke, Stroke);
                frame.Fill(left, 13, Stroke, Stroke);
                left += ColonPitch;
            }
            else
            {
                DrawDigit(SegmentText.Of(character), left, frame);
                left += DigitPitch;
            }
        }

        for (int i = 0; i < Math.Min(face.Lines.Count, DotFrame.Rows - FirstLineRow); i++)
        {
            DrawLine(face.Lines[i], FirstLineRow + i, frame);
        }
    }

    private static void DrawDigit(Segments segments, int left, DotFrame frame)
    {
        const int Far = DigitWidth - Stroke;
        Span<(Segments Segment, int X, int Y, int Width, int Height)> bars =
        [
            (Segments.A, Stroke - 1, 0, Far - 1, Stroke),
            (Segments.B, Far, Stroke - 1, Stroke, HalfDigit - 1),
            (Segments.C, Far, HalfDigit + Stroke - 1, Stroke, HalfDigit - 1),
            (Segments.D, Stroke - 1, 2 * HalfDigit, Far - 1, Stroke),
            (Segments.E, 0, HalfDigit + Stroke - 1, Stroke, HalfDigit - 1),
            (Segments.F, 0, Stroke - 1, Stroke, HalfDigit - 1),
            (Segments.G, Stroke - 1, HalfDigit, Far - 1, Stroke),
        ];
        foreach ((Segments segment, int x, int y, int width, int height) in bars)
        {
            if ((segments & segment) != 0)
            {
                frame.Fill(left + x, y, width, height);
            }
        }
    }

    private static void DrawLine(string text, int row, DotFrame frame)
    {
        int column = 0;
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, Ssd1306.LineLength)))
        {
            DotFont.Draw(character, column, row, frame);
            column += CharacterWidth;
        }
    }
}
