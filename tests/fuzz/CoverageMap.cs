using System;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Nts.Ntp;

namespace Nts.Fuzz;

/// <summary>What all inputs together have reached so far, and whether the last one went anywhere new.</summary>
internal sealed class CoverageMap
{
    private readonly byte[] _counts;
    private readonly byte[] _seen = new byte[Instrumenter.MapSize];

    private CoverageMap(byte[] counts) => _counts = counts;

    /// <summary>Edges that were taken by any input.</summary>
    public int Edges => _seen.Count(buckets => buckets != 0);

    /// <summary>The map of the instrumented core; null where the core is as it ships.</summary>
    public static CoverageMap? Find() =>
        typeof(NtpResponder).Assembly.GetType("Nts." + Instrumenter.TraceType)?.GetField(Instrumenter.MapField, BindingFlags.Static | BindingFlags.Public) is { } field
            ? new((byte[])field.GetValue(null)!)
            : null;

    /// <summary>Forgets the counts of the last input.</summary>
    public void Begin() => Array.Clear(_counts);

    /// <summary>Adds the last input's edges to those seen.</summary>
    /// <param name="byMagnitude">Whether an edge that is taken a number of times of a new order of magnitude counts as new.</param>
    /// <returns>Whether an edge was new.</returns>
    public bool Take(bool byMagnitude)
    {
        bool isNew = false;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(_counts);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] != 0)
            {
                for (int j = i * sizeof(ulong); j < (i + 1) * sizeof(ulong); j++)
                {
                    byte bucket = Bucket(_counts[j]);
                    isNew |= byMagnitude ? (bucket & ~_seen[j]) != 0 : bucket != 0 && _seen[j] == 0;
                    _seen[j] |= bucket;
                }
            }
        }

        return isNew;
    }

    /// <summary>One bit for 1, 2, 3–4, 5–8 … 65–255 times.</summary>
    private static byte Bucket(byte count) => count == 0 ? (byte)0 : (byte)(1 << Math.Min(BitOperations.Log2((uint)(count - 1) << 1 | 1), 7));
}
