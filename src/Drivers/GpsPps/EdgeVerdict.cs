namespace Nts.Drivers.GpsPps;

/// <summary>What an edge is, judged by its distance in time from the edges before it.</summary>
public enum EdgeVerdict
{
    /// <summary>A whole number of seconds after the last accepted edge, within 500 ppm.</summary>
    Accepted = 0,

    /// <summary>The first edge, or the first after a gap or a jump of the pulse: counting starts again here.</summary>
    Restarted,

    /// <summary>Dropped: a repetition within 50 ms of an accepted edge, as contact bounce or ringing gives.</summary>
    Double,

    /// <summary>Dropped: less than a second after the last accepted edge.</summary>
    Runt,

    /// <summary>Dropped: more than a second after the last accepted edge, but by no whole number of seconds.</summary>
    OffGrid,

    /// <summary>Dropped: the end of a pulse whose beginning came, too, as sources give that capture both edges.</summary>
    Trailing,
}
