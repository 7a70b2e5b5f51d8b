namespace Nts.Appliance.Status;

/// <summary>How the clock follows its sources, in the figures that users of chronyc know.</summary>
internal sealed record TrackingStatus
{
    /// <summary>The second that the last used pulse marked (ISO 8601); null before the first.</summary>
    public string? ReferenceTime { get; set; }

    /// <summary>Round-trip delay to the reference clock.</summary>
    public double RootDelaySeconds { get; set; }

    /// <summary>Root mean square of what the pulses said of the clock lately; a new one weighs a tenth. Null before the first.</summary>
    public double? RmsOffsetSeconds { get; set; }

    /// <summary>Estimated frequency minus the one that the clock is steered by now, which also removes its offset.</summary>
    public double ResidualFrequencyPpm { get; set; }

    /// <summary>From the last used pulse but one to the last; null before the second.</summary>
    public double? UpdateIntervalSeconds { get; set; }

    /// <summary>The pulses that were used.</summary>
    public SourceStatus Pulse { get; set; } = new();

    /// <summary>The receiver's sentences.</summary>
    public SourceStatus Sentences { get; set; } = new();
}
