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

    private readonly int[] _strongest = new int[Enum.GetValues<Constellation>().Length];

    private readonly int[] _strongestComplete = new int[Enum.GetValues<Constellation>().Length];

    /// <summary>Satellites in view; one that is listed once for each of its signals counts once.</summary>
    public int Count => _ids.Zip(_complete, (ids, complete) => Math.Max(ids.Count, complete)).Sum();

    /// <summary>Carrier to noise density of the strongest signal, dB-Hz; null while none is received.</summary>
    public int? StrongestSignal => Math.Max(_strongest.Max(), _strongestComplete.Max()) is > 0 and int strongest ? strongest : null;

    /// <summary>Takes an entry of a list in.</summary>
    public void Add(in SatelliteReport report, bool first)
    {
        HashSet<int> ids = _ids[(int)report.Constellation];
        if (first)
        {
            _complete[(int)report.Constellation] = ids.Count;
            _strongestComplete[(int)report.Constellation] = _strongest[(int)report.Constellation];
            _strongest[(int)report.Constellation] = 0;
            ids.Clear();
        }

        ids.Add(report.Id);
        _strongest[(int)report.Constellation] = Math.Max(_strongest[(int)report.Constellation], report.SignalToNoise ?? 0);
    }

    /// <summary>Forgets all lists.</summary>
    public void Clear()
    {
        Array.ForEach(_ids, ids => ids.Clear());
        Array.Clear(_complete);
        Array.Clear(_strongest);
        Array.Clear(_strongestComplete);
    }
}
