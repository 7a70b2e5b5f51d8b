using Nts.Time;

namespace Nts.Gnss;

/// <summary>How far a timing receiver has come in surveying the position that it will hold fixed.</summary>
/// <param name="IsActive">The survey is under way.</param>
/// <param name="IsValid">The survey's position is good for use.</param>
/// <param name="Duration">How long it has taken so far.</param>
/// <param name="Observations">Positions used.</param>
/// <param name="Accuracy">Of the mean position, metres; null when the message does not tell.</param>
public readonly record struct SurveyReport(bool IsActive, bool IsValid, NtpDuration Duration, long Observations, double? Accuracy);
