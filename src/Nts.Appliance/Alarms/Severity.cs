namespace Nts.Appliance.Alarms;

/// <summary>How much an event matters to the owner; the journal's priority follows it.</summary>
internal enum Severity
{
    /// <summary>Good to know: something is well again. Priority 5, notice.</summary>
    Info = 0,

    /// <summary>Somebody should look at it; the time is still served. Priority 4, warning.</summary>
    Warning,

    /// <summary>Clients are without time, without keys, or about to be. Priority 2, critical.</summary>
    Critical,
}
