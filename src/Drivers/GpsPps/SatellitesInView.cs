using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps;

/// <summary>
/// The satellites in the lists of all constellations: in the last complete one of each, until the one under way is longer.
/// </summary>
internal sealed class SatellitesInView
{
    private readonly SatelliteList[] _lists = [.. Enum.GetValues<Constellation>().Select(_ => new SatelliteList())];

    /// <summary>Satellites in view; one that is listed once for each of its signals counts once.</summary>
    public int Count => _lists.Sum(list => list.Longer.Count);

    /// <summary>Carrier to noise density of the strongest signal, dB-Hz; null while none is received.</summary>
    public int? StrongestSignal => _lists.Max(list => list.Strongest) is > 0 and int strongest ? strongest : null;

    /// <summary>Takes an entry of a list in.</summary>
    public void Add(in SatelliteReport report, bool first)
    {
        SatelliteList list = _lists[(int)report.Constellation];
        if (first)
        {
            list.Begin(report.IsUsed is not null);
        }

        list.Add(report);
    }

    /// <summary>Forgets all lists.</summary>
    public void Clear() => Array.ForEach(_lists, list => list.Clear());

    /// <summary>Writes them down, constellation by constellation.</summary>
    /// <param name="satellites">Is emptied first.</param>
    public void CopyTo(List<SatelliteReport> satellites)
    {
        satellites.Clear();
        foreach (SatelliteList list in _lists)
        {
            foreach (SatelliteReport report in list.Longer.Values)
            {
                satellites.Add(report);
            }
        }
    }

    private sealed class SatelliteList
    {
        /// <summary>For so many lists that do not tell which satellites are used, the last one that did counts: UBX-NAV-SAT comes seldom, beside NMEA.</summary>
        private const int Patience = 10;

        private int _patience;
        private bool _isIgnored;
        private Dictionary<int, SatelliteReport> _underWay = [];
        private Dictionary<int, SatelliteReport> _complete = [];

        public Dictionary<int, SatelliteReport> Longer => _underWay.Count >= _complete.Count ? _underWay : _complete;

        public int Strongest => Math.Max(StrongestOf(_underWay), StrongestOf(_complete));

        public void Begin(bool tellsUse)
        {
            _isIgnored = !tellsUse && _patience > 0;
            _patience = tellsUse ? Patience : Math.Max(_patience - 1, 0);
            if (_isIgnored)
            {
                return;
            }

            (_underWay, _complete) = (_complete, _underWay);
            _underWay.Clear();
        }

        /// <summary>Of a satellite that is listed for each of its signals, the strongest one counts.</summary>
        public void Add(in SatelliteReport report)
        {
            if (_isIgnored)
            {
                return;
            }

            bool isAgain = _underWay.TryGetValue(report.Id, out SatelliteReport before);
            _underWay[report.Id] = isAgain && (before.SignalToNoise ?? 0) > (report.SignalToNoise ?? 0) ? before : report;
        }

        public void Clear()
        {
            _underWay.Clear();
            _complete.Clear();
            (_patience, _isIgnored) = (0, false);
        }

        private static int StrongestOf(Dictionary<int, SatelliteReport> list)
        {
            int strongest = 0;
            foreach (SatelliteReport report in list.Values)
            {
                strongest = Math.Max(strongest, report.SignalToNoise ?? 0);
            }

            return strongest;
        }
    }
}
