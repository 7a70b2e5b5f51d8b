using System.Globalization;
using System.Text;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Builds NMEA sentences.</summary>
internal static class NmeaCommand
{
    /// <summary>A sentence with its checksum and line end.</summary>
    /// <param name="body">What stands between the dollar and the asterisk.</param>
    public static byte[] Build(string body)
    {
        int checksum = 0;
        foreach (char c in body)
        {
            checksum ^= c;
        }

        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${body}*{checksum:X2}\r\n"));
    }
}
