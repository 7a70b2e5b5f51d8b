using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Nts.Drivers.GpsPps.Setup;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>The NMEA 0183 sentences that a receiver sends about one epoch, as u-blox receivers write them (NMEA 4.11).</summary>
/// <remarks>
/// The position is 0° north, 0° east, at sea level. The mode is A (autonomous), since S (simulator) is rightly refused as a time; that it
/// is simulated stands in the TXT sentence.
/// </remarks>
internal static class NmeaBurst
{
    internal static readonly byte[] SatelliteIds = [2, 5, 7, 13, 15, 20, 24, 30];
    internal static readonly byte[] Elevations = [14, 19, 26, 33, 41, 52, 63, 76];
    internal static readonly short[] Azimuths = [321, 64, 187, 112, 268, 15, 222, 141];

    /// <summary>Appends the sentences of an epoch.</summary>
    public static void Append(List<byte> bytes, SimulatedUtc utc, bool hasFix)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{utc.Time:HHmm}{utc.Second:00}.00");
        string date = utc.Time.ToString("ddMMyy", CultureInfo.InvariantCulture);
        if (hasFix)
        {
            AppendSentence(bytes, $"GPRMC,{time},A,0000.00000,N,00000.00000,E,0.000,,{date},,,A,V");
            AppendSentence(bytes, $"GPGGA,{time},0000.00000,N,00000.00000,E,1,08,1.00,0.0,M,0.0,M,,");
            AppendSentence(bytes, "GPGSA,A,3,02,05,07,13,15,20,24,30,,,,,1.60,1.00,1.25,1");
        }
        else
        {
            AppendSentence(bytes, $"GPRMC,{time},V,,,,,,,{date},,,N,V");
            AppendSentence(bytes, $"GPGGA,{time},,,,,0,00,99.99,,,,,,");
            AppendSentence(bytes, "GPGSA,A,1,,,,,,,,,,,,,99.99,99.99,99.99,1");
        }

        AppendSatellites(bytes, hasFix);
        AppendSentence(bytes, $"GPZDA,{time},{utc.Time.ToString("dd,MM,yyyy", CultureInfo.InvariantCulture)},00,00");
    }

    /// <summary>Appends the sentence that says what the receiver is.</summary>
    public static void AppendText(List<byte> bytes, string message) => AppendSentence(bytes, $"GPTXT,01,01,02,{message}");

    private static void AppendSatellites(List<byte> bytes, bool hasFix)
    {
        const int PerSentence = 4;
        int sentences = SatelliteIds.Length / PerSentence;
        for (int number = 1; number <= sentences; number++)
        {
            StringBuilder list = new();
            for (int index = (number - 1) * PerSentence; index < number * PerSentence; index++)
            {
                string signal = hasFix ? $"{35 + index}" : "";
                list.Append(CultureInfo.InvariantCulture, $",{SatelliteIds[index]:00},{Elevations[index]:00},{Azimuths[index]:000},{signal}");
            }

            AppendSentence(bytes, $"GPGSV,{sentences},{number},{SatelliteIds.Length:00}{list},1");
        }
    }

    private static void AppendSentence(List<byte> bytes, string body) => bytes.AddRange(NmeaCommand.Build(body));
}
