using System;
using System.Linq;

namespace Nts.TestKit;

/// <summary>Bytes written as hexadecimal with white space anywhere, as RFCs print them.</summary>
public static class Hex
{
    /// <summary>The bytes of a text such as <c>"fffefdfc fbfaf9f8"</c>.</summary>
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));

    /// <summary>Bytes as lower-case hexadecimal.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
