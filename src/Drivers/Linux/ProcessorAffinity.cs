using System.Collections.Generic;
using Nts.Drivers.Linux.Interop;

namespace Nts.Drivers.Linux;

/// <summary>Which processors the calling thread may run on (sched_setaffinity(2)).</summary>
public static unsafe class ProcessorAffinity
{
    /// <summary>More processors than any machine of today; where there are more still, nothing is pinned.</summary>
    private const int MaxProcessors = 8192;

    private const int BitsOfWord = 64;
    private const int Words = MaxProcessors / BitsOfWord;

    /// <summary>The numbers of the processors that this thread may run on, ascending; none when the system does not say.</summary>
    public static IReadOnlyList<int> Allowed()
    {
        ulong* words = stackalloc ulong[Words];
        List<int> processors = [];
        if (Libc.sched_getaffinity(0, Words * sizeof(ulong), words) >= 0)
        {
            for (int i = 0; i < MaxProcessors; i++)
            {
                if ((words[i / BitsOfWord] >> (i % BitsOfWord) & 1) != 0)
                {
                    processors.Add(i);
                }
            }
        }

        return processors;
    }

    /// <summary>Keeps this thread on one processor.</summary>
    /// <param name="processor">One of <see cref="Allowed"/>.</param>
    /// <returns>False when the system refuses, and the thread runs where it did.</returns>
    public static bool TryPin(int processor)
    {
        if (processor is < 0 or >= MaxProcessors)
        {
            return false;
        }

        ulong* words = stackalloc ulong[Words];
        words[processor / BitsOfWord] = 1UL << (processor % BitsOfWord);
        return Libc.sched_setaffinity(0, Words * sizeof(ulong), words) == 0;
    }
}
