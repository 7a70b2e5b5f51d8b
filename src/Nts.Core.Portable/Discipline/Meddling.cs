using Nts.Time;

namespace Nts.Discipline;

/// <summary>Changes that somebody else made to a clock that is ours to steer. <c>default</c> is none.</summary>
/// <param name="Kinds">What was changed.</param>
/// <param name="Correction">What would bring the clock back to where it had been without them; zero when it is there.</param>
/// <param name="Uncertainty">Bound of the correction's error.</param>
public readonly record struct Meddling(MeddlingKinds Kinds, ClockOffset Correction, NtpDuration Uncertainty);
