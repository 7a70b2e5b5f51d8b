using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Gnss;

namespace Nts.Appliance.Timekeeping;

/// <summary>The satellites of the published state: a table that is filled anew every second and makes no garbage.</summary>
internal sealed class SatelliteTable
{
    /// <summary>More than any receiver tracks, and a small part of the published file.</summary>
    private const int MaxSatellites = 96;

    private static readonly string[] Systems = [.. Enum.GetValues<Constellation>().Select(Name)];

    private readonly SatelliteStatus[] _rows = [.. Enumerable.Range(0, MaxSatellites).Select(_ => new SatelliteStatus())];

    /// <summary>Replaces what the table holds.</summary>
    public void Fill(List<SatelliteStatus> table, List<SatelliteReport> satellites)
    {
        table.Clear();
        for (int i = 0; i < Math.Min(satellites.Count, MaxSatellites); i++)
        {
            SatelliteReport report = satellites[i];
            SatelliteStatus row = _rows[i];
            row.System = Systems[(int)report.Constellation];
            row.Number = report.Id;
            row.Elevation = report.Elevation;
            row.Azimuth = report.Azimuth;
            row.Signal = report.SignalToNoise is > 0 and int signal ? signal : null;
            row.IsUsed = report.IsUsed;
            table.Add(row);
        }
    }

    private static string Name(Constellation system) => system switch
    {
        Constellation.Gps => "GPS",
        Constellation.Glonass => "GLONASS",
        Constellation.Galileo => "Galileo",
        Constellation.BeiDou => "BeiDou",
        Constellation.Qzss => "QZSS",
        Constellation.NavIc => "NavIC",
        Constellation.Sbas => "SBAS",
        _ => "unknown",
    };
}
