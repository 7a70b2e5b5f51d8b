using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps;

/// <summary>Counts the satellites of the newest list of each constellation.</summary>
internal sealed class SatellitesInView
{
    private readonly HashSet<int>[] _ids = [.. Enum.GetValues<Constellation>().Select(_ => new HashSet<int>())];

    /// <summary>Satellites in view; one that is listed once for each of its signals counts once.</summary>
    public int Count => _ids.Sum(ids => ids.Count);

    /// <summary>Takes an entry of a list in.</summary>
    public void Add(in SatelliteReport report, bool first)
    {
        HashSet<int> ids = _ids[(int)report.Constellation];
        if (first)
        {
            ids.Clear();
        }

        ids.Add(report.Id);
    }

    /// <summary>Forgets all lists.</summary>
    public void Clear() => Array.ForEach(_ids, ids => ids.Clear());
}
