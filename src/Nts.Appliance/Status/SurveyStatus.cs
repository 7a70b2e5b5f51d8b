namespace Nts.Appliance.Status;

/// <summary>How far a timing receiver has come in surveying the position that it will hold fixed.</summary>
internal sealed record SurveyStatus
{
    /// <summary>Whether the survey is under way.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether its position is good for use.</summary>
    public bool IsValid { get; set; }

    /// <summary>How long it has taken so far.</summary>
    public double DurationSeconds { get; set; }

    /// <summary>Accuracy of the position so far; null when the receiver does not tell.</summary>
    public double? AccuracyMetres { get; set; }
}
