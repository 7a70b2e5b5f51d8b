using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance gps</c>: the receiver, how it hears, how its pulse is stamped.</summary>
internal static class ReceiverText
{
    private const string Head = "System         No.   Elev   Azim   C/N0  Use";

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status) => string.Join('\n', [Rows(status), .. Satellites(status.Receiver.Satellites)]);

    private static string Rows(StatusDocument status) => Columns.Rows(
    [
        .. StatusText.ReceiverRows(status.Receiver),
        ("Leap seconds", StatusText.Leap(status.Leap)),
        ("Pulses", StatusText.Counters(status.Clock.Pulses)),
        ("Counts", StatusText.Counters(status.Receiver.Counters)),
        ("Next step", status.Receiver.NextStep ?? string.Create(CultureInfo.InvariantCulture, $"none: {status.Receiver.State}")),
    ]);

    /// <summary>A line for each in view; degrees above the horizon and from north, dB-Hz.</summary>
    private static IEnumerable<string> Satellites(List<SatelliteStatus> satellites)
    {
        if (satellites.Count == 0)
        {
            return [];
        }

        return
        [
            "", Head, new string('=', Head.Length),
            .. satellites.OfType<SatelliteStatus>().OrderBy(satellite => satellite.System, StringComparer.Ordinal).ThenBy(satellite => satellite.Number).Select(satellite => string.Create(
                CultureInfo.InvariantCulture,
                $"{satellite.System,-13} {satellite.Number,4} {Known(satellite.Elevation),6} {Known(satellite.Azimuth),6} {Known(satellite.Signal),6}  {Use(satellite)}")),
        ];
    }

    private static string Known(int? figure) => figure is { } known ? known.ToString(CultureInfo.InvariantCulture) : "-";

    private static string Use(SatelliteStatus satellite) => satellite.IsUsed switch { true => "used", false => "no", null => "-" };
}
