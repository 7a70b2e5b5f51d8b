namespace Nts.Appliance.Status;

/// <summary>What came lately from the pulse, or from the receiver's sentences.</summary>
internal sealed record SourceStatus
{
    /// <summary>Whether one came in each of the last eight seconds, the latest in the lowest bit.</summary>
    public int Reach { get; set; }

    /// <summary>How long ago the last one came; null before the first.</summary>
    public double? LastSeconds { get; set; }

    /// <summary>What the last one said of the clock as it was then, reference minus local; null before the first.</summary>
    public double? OffsetSeconds { get; set; }

    /// <summary>How far that may be off; null before the first.</summary>
    public double? ErrorSeconds { get; set; }
}
