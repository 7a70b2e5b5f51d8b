using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>How a mode makes counter blocks of its tag.</summary>
internal interface ICounter
{
    /// <summary>The first counter block.</summary>
    static abstract Vector128<byte> First(Vector128<byte> tag);

    /// <summary>The counter block that stands so many blocks after the first.</summary>
    static abstract Vector128<byte> Add(Vector128<byte> first, uint blocks);
}
