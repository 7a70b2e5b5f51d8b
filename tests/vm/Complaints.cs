using System;

namespace Nts.Vm;

/// <summary>Counts what is not as it must be, and says it.</summary>
internal sealed class Complaints
{
    /// <summary>How many things were wrong.</summary>
    public int Count { get; private set; }

    /// <summary>Something must be so.</summary>
    public void Expect(bool isTrue, string what)
    {
        if (!isTrue)
        {
            Count++;
            Console.WriteLine($"  WRONG: not so: {what}");
        }
    }
}
