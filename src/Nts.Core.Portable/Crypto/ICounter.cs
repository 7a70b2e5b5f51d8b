using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>How a mode makes counter blocks of its tag.</summary>
internal interface ICounter
{
    /// <summary>What is added to a counter to get the next one; words that do not count stay as they are.</summary>
    static abstract Vector128<uint> One { get; }

    /// <summary>The first counter.</summary>
    static abstract Vector128<uint> First(Vector128<byte> tag);

    /// <summary>The block that a counter is encrypted as.</summary>
    static abstract Vector128<byte> Block(Vector128<uint> counter);
}
