namespace Nts.Gnss;

/// <summary>The next piece of a byte stream.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Length">Bytes that it takes from the stream; 0 while more bytes are needed to tell.</param>
/// <param name="Extent">Bytes that a refused frame claimed: what lies within and turns out to be no frame shares its verdict.</param>
internal readonly record struct FrameCut(GnssVerdict Verdict, int Length, int Extent)
{
    public FrameCut(GnssVerdict verdict, int length)
        : this(verdict, length, length)
    {
    }

    /// <summary>More bytes are needed to tell.</summary>
    public static FrameCut Incomplete => default;

    /// <summary>One byte that starts no frame.</summary>
    public static FrameCut Junk => new(GnssVerdict.Junk, 1);

    /// <summary>Whether the piece can be taken from the stream.</summary>
    public bool IsComplete => Length > 0;
}
