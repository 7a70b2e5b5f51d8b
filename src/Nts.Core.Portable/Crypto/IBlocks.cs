using System.Runtime.Intrinsics;

namespace Nts.Crypto;

/// <summary>One block, or several that go through the same steps, as <see cref="VectorPermuteAes"/> sees them.</summary>
internal interface IBlocks<TSelf>
    where TSelf : struct, IBlocks<TSelf>
{
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The low nibble of each byte, given a vector of 0x0F.</summary>
    static abstract TSelf LowNibbles(TSelf blocks, Vector128<byte> mask);

    /// <summary>The high nibble of each byte.</summary>
    static abstract TSelf HighNibbles(TSelf blocks);

    /// <summary>The entry of a table at each byte, which is an index from 0 to 15, or one above 127 whose entry is zero.</summary>
    static abstract TSelf LookUp(Vector128<byte> table, TSelf indices);

    /// <summary>The byte of the same block at each place.</summary>
    static abstract TSelf Permute(TSelf blocks, Vector128<byte> places);
}
