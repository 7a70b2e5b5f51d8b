namespace Nts.Appliance.Timekeeping;

/// <summary>How a run of the timekeeper ended.</summary>
/// <param name="ExitCode">0 when it was stopped as asked; 1 when it could not start or go on.</param>
/// <param name="HasLocked">Whether the clock was locked at any time.</param>
internal readonly record struct TimekeeperResult(int ExitCode, bool HasLocked);
