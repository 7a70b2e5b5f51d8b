using System;

namespace Nts.Gnss;

/// <summary>Texts of a receiver, which end up on a screen: printable ASCII only.</summary>
internal static class AsciiText
{
    /// <summary>The text up to the first NUL, without white space at its ends; what is not printable becomes a question mark.</summary>
    public static string Of(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        ReadOnlySpan<byte> text = field[..(end < 0 ? field.Length : end)].Trim((byte)' ');
        Span<char> characters = stackalloc char[text.Length];
        for (int index = 0; index < text.Length; index++)
        {
            characters[index] = text[index] is >= (byte)' ' and <= (byte)'~' ? (char)text[index] : '?';
        }

        return new string(characters);
    }
}
