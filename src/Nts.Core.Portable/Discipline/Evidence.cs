namespace Nts.Discipline;

/// <summary>What one stamp says of the phase, seen from a prediction.</summary>
/// <param name="LogLikelihood">Logarithm of the likelihood that the prediction gave the stamp, up to a constant.</param>
/// <param name="Score">Its derivative by the predicted phase, 1/s: times the phase's variance it is the correction.</param>
/// <param name="Information">Minus its second derivative, 1/s²: times the phase's variance it is the share by which the variance falls.</param>
internal readonly record struct Evidence(double LogLikelihood, double Score, double Information);
