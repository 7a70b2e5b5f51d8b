using System;
using System.Collections.Generic;
using Nts.Appliance.Status;
using Nts.Time;

namespace Nts.Appliance.Alarms;

/// <summary>One thing that is watched.</summary>
/// <param name="Name">Its name, for metrics.</param>
/// <param name="Levels">The ways in which it can be bad, the worst last.</param>
/// <param name="Look">What the published state says of it; null when it says nothing, and all stays as it was.</param>
internal sealed record Alarm(string Name, IReadOnlyList<AlarmLevel> Levels, Func<StatusView, Standing?> Look)
{
    /// <summary>For how long it must be worse than was told before that is told.</summary>
    public NtpDuration RaisedAfter { get; init; } = NtpDuration.FromSeconds(3);

    /// <summary>The same as long as it has never been well.</summary>
    public NtpDuration? FirstRaisedAfter { get; init; }
}
