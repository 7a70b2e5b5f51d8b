namespace Nts.Gnss;

/// <summary>State of the fix in one navigation epoch.</summary>
/// <param name="MessageKind">The message it came in.</param>
/// <param name="Fix">Kind of fix; GGA does not tell dimensions, its fixes are given as two-dimensional, the least they can be.</param>
/// <param name="SatellitesUsed">Satellites used in it; null when the message does not tell.</param>
public readonly record struct FixReport(MessageKind MessageKind, FixKind Fix, int? SatellitesUsed)
{
    /// <summary>The one constellation that the satellites used are of (GSA; unknown when it does not tell which); null when they are all.</summary>
    public Constellation? Constellation { get; init; }
}
