using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps;

/// <summary>
/// Counts the satellites in the lists of all constellations: in the last complete one of each, until the one under way is longer.
/// </summary>
internal sealed class SatellitesInView
{
    private readonly HashSet<int>[] _ids = [.. Enum.GetValues<Constellation>().Select(_ => new HashSet<int>())];

    private readonly int[] _complete = new int[Enum.GetValues<Constellation>().Length];

    /// <summary>Satellites in view; one that is listed once for each of its signals counts once.</summary>
    public int Count => _ids.Zip(_complete, (ids, complete) => Math.Max(ids.Count, complete)).Sum();

    /// <summary>Takes an entry of a list in.</summary>
    public void Add(in SatelliteReport report, bool first)
    {
        HashSet<int> ids = _ids[(int)report.Constellation];
        if (first)
        {
            _complete[(int)report.Constellation] = ids.Count;
            ids.Clear();
        }

        ids.Add(report.Id);
    }

    /// <summary>Forgets all lists.</summary>
    public void Clear()
    {
        Array.ForEach(_ids, ids => ids.Clear());
        Array.Clear(_complete);
    }
}
