using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nts.Drivers.GpsPps.Captures;

/// <summary>What a bad line, a full buffer or a stranger does to the bytes of a receiver, from a seed.</summary>
internal static class Damage
{
    /// <summary>Does some of it.</summary>
    public static TimedByte[] Do(TimedByte[] bytes, Random random)
    {
        List<TimedByte> damaged = [.. bytes];
        int faults = 1 + (int)(damaged.Count * Math.Pow(10, -2 - (2 * random.NextDouble())));
        int kinds = random.Next(1, 64);
        for (int i = 0; i < faults && damaged.Count > 600; i++)
        {
            int at = random.Next(damaged.Count - 500);
            switch (random.Next(6))
            {
                case 0 when (kinds & 1) != 0:
                    damaged.RemoveAt(at);
                    break;
                case 1 when (kinds & 2) != 0:
                    damaged.RemoveRange(at, random.Next(1, 300));
                    break;
                case 2 when (kinds & 4) != 0:
                    Repeat(damaged, at, random.Next(1, 300));
                    break;
                case 3 when (kinds & 8) != 0:
                    Swap(damaged, at, random.Next(1, 250));
                    break;
                case 4 when (kinds & 16) != 0:
                    damaged[at] = damaged[at] with { Value = (byte)(damaged[at].Value ^ (1 << random.Next(8))) };
                    break;
                case 5 when (kinds & 32) != 0 && i % 4 == 0:
                    InjectForgery(damaged, at, random);
                    break;
            }
        }

        return [.. damaged];
    }

    /// <summary>The bytes come again, at the time of those that follow.</summary>
    private static void Repeat(List<TimedByte> bytes, int at, int count) =>
        bytes.InsertRange(at + count, bytes.GetRange(at, count).Select(b => b with { At = bytes[at + count].At }));

    /// <summary>Two neighbouring blocks change places; the times stay.</summary>
    private static void Swap(List<TimedByte> bytes, int at, int count)
    {
        for (int i = at; i < at + count; i++)
        {
            (bytes[i], bytes[i + count]) = (bytes[i] with { Value = bytes[i + count].Value }, bytes[i + count] with { Value = bytes[i].Value });
        }
    }

    /// <summary>A sentence of the capture with a digit changed and a checksum that matches, as one in 256 damaged ones has.</summary>
    private static void InjectForgery(List<TimedByte> bytes, int at, Random random)
    {
        int start = bytes.FindIndex(at, b => b.Value == '$');
        int end = start < 0 ? -1 : bytes.FindIndex(start, Math.Min(100, bytes.Count - start), b => b.Value == '*');
        if (end < 0)
        {
            return;
        }

        byte[] body = [.. bytes.GetRange(start + 1, end - start - 1).Select(b => b.Value)];
        int[] digits = [.. Enumerable.Range(0, body.Length).Where(i => char.IsAsciiDigit((char)body[i]))];
        if (digits.Length > 0)
        {
            body[digits[random.Next(Math.Min(12, digits.Length))]] = (byte)('0' + random.Next(10));
        }

        int checksum = body.Aggregate(0, (sum, b) => sum ^ b);
        byte[] sentence = [(byte)'$', .. body, .. Encoding.ASCII.GetBytes($"*{checksum:X2}\r\n")];
        bytes.InsertRange(start, sentence.Select(b => new TimedByte(b, bytes[start].At)));
    }
}
