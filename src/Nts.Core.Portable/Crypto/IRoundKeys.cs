namespace Nts.Crypto;

/// <summary>The round keys of the keys that <typeparamref name="TBlocks"/> are encrypted under.</summary>
internal interface IRoundKeys<TBlocks>
    where TBlocks : struct, IBlocks<TBlocks>
{
    /// <summary>How many there are for a block.</summary>
    int Count { get; }

    /// <summary>Those of one round, side by side.</summary>
    TBlocks this[int round] { get; }
}
