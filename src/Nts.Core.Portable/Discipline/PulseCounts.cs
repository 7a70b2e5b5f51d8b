namespace Nts.Discipline;

/// <summary>Pulses by verdict since the start.</summary>
/// <param name="Accepted">Used; includes those that moved the model.</param>
/// <param name="Late">Rejected: stamped far later than predicted.</param>
/// <param name="Early">Rejected: stamped far earlier than predicted.</param>
/// <param name="Double">Rejected: too soon after the last.</param>
/// <param name="Stale">Rejected: out of order, from before a step, or from the future.</param>
/// <param name="Moved">Runs of pulses that agreed with each other and not with the clock.</param>
/// <param name="Missing">Seconds without an accepted pulse between two accepted ones.</param>
public readonly record struct PulseCounts(long Accepted, long Late, long Early, long Double, long Stale, long Moved, long Missing)
{
    internal PulseCounts With(PulseVerdict verdict) => verdict switch
    {
        PulseVerdict.Accepted => this with { Accepted = Accepted + 1 },
        PulseVerdict.Late => this with { Late = Late + 1 },
        PulseVerdict.Early => this with { Early = Early + 1 },
        PulseVerdict.Double => this with { Double = Double + 1 },
        PulseVerdict.Stale => this with { Stale = Stale + 1 },
        PulseVerdict.Awaited => this,
        _ => this with { Accepted = Accepted + 1, Moved = Moved + 1 },
    };
}
