namespace Nts.Appliance.Alarms;

/// <summary>What became of a run of the owner's command.</summary>
internal enum CommandOutcome
{
    /// <summary>It ended with code 0.</summary>
    Succeeded,

    /// <summary>It ended with another code, or by a signal.</summary>
    Failed,

    /// <summary>It ran, or kept its output open, for longer than it may, and was killed.</summary>
    TimedOut,

    /// <summary>It could not be started: not there, or not executable.</summary>
    NotStarted,
}
