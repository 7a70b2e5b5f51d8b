using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Nts.Desktop.Decoding;

/// <summary>Reads octets from text: bare hexadecimal, or what <c>xxd</c>, <c>hexdump -C</c>, <c>od -t x1</c> and <c>tcpdump -X</c> print.</summary>
internal static partial class HexDump
{
    /// <summary>Reads every packet of a text.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="packets">The packets; a dump's offset 0 begins a new one.</param>
    /// <param name="problem">Where and why it is not hexadecimal; empty when all is well.</param>
    /// <returns>Whether there is at least one packet and no problem.</returns>
    public static bool TryRead(string text, out IReadOnlyList<byte[]> packets, out string problem)
    {
        List<byte[]> found = [];
        packets = found;
        string[] lines = text.Split('\n');
        bool isDump = Array.Exists(lines, line => DumpLine().IsMatch(line));
        List<byte> current = [];
        problem = string.Empty;
        for (int i = 0; i < lines.Length && problem.Length == 0; i++)
        {
            string digits = lines[i];
            Match dump = DumpLine().Match(lines[i]);
            if (isDump)
            {
                bool startsPacket = !dump.Success || Convert.ToInt64(dump.Groups["offset"].Value, 16) == 0;
                if (startsPacket && current.Count > 0)
                {
                    found.Add([.. current]);
                    current.Clear();
                }

                digits = dump.Success ? dump.Groups["octets"].Value : string.Empty;
            }

            problem = Append(Prefixes().Replace(digits, "  "), i + 1, current);
        }

        if (current.Count > 0)
        {
            found.Add([.. current]);
        }

        problem = problem.Length == 0 && found.Count == 0 ? "there are no hexadecimal digits" : problem;
        return problem.Length == 0;
    }

    private static string Append(string digits, int line, List<byte> octets)
    {
        int? high = null;
        for (int i = 0; i < digits.Length; i++)
        {
            if (char.IsWhiteSpace(digits[i]) || digits[i] is ':' or ',' or '-')
            {
                continue;
            }

            if (!char.IsAsciiHexDigit(digits[i]))
            {
                return $"line {line}, column {i + 1}: '{digits[i]}' is not a hexadecimal digit";
            }

            int value = Convert.ToInt32(digits[i].ToString(), 16);
            if (high is int first)
            {
                octets.Add((byte)((first << 4) | value));
                high = null;
            }
            else
            {
                high = value;
            }
        }

        return high is null ? string.Empty : $"line {line}: an odd number of hexadecimal digits";
    }

    /// <summary>An offset, then octets in groups; two spaces (but for the one in the middle of hexdump's line) or a bar end them.</summary>
    [GeneratedRegex(@"^\s*(?:(?:0x)?(?<offset>[0-9a-fA-F]{4,8}):\s+(?<octets>[0-9a-fA-F]+(?: [0-9a-fA-F]+)*)(?:\s.*)?|(?<offset>[0-9a-fA-F]{6,8}) {1,2}(?<octets>[0-9a-fA-F]{2}(?: {1,2}[0-9a-fA-F]{2})*)\s*(?:\|.*)?)$")]
    private static partial Regex DumpLine();

    [GeneratedRegex(@"0[xX]")]
    private static partial Regex Prefixes();
}
