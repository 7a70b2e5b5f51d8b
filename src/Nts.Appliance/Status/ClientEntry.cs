namespace Nts.Appliance.Status;

/// <summary>One of the busiest clients: an address, or a network where the owner wants no addresses.</summary>
internal sealed record ClientEntry
{
    /// <summary>The address, or the network with its length: <c>192.0.2.7</c>, <c>192.0.2.0/24</c>.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Packets that came from it, good or bad.</summary>
    public long Requests { get; set; }

    /// <summary>Those of them that NTS vouched for and that were answered.</summary>
    public long Nts { get; set; }

    /// <summary>Those of them that got no reply.</summary>
    public long Dropped { get; set; }

    /// <summary>Mean time between two requests; null before the second.</summary>
    public double? IntervalSeconds { get; set; }

    /// <summary>How long ago the last one came.</summary>
    public double LastSeconds { get; set; }
}
