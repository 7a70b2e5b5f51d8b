using System.Globalization;
using System.Text;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>Builds NMEA sentences.</summary>
internal static class NmeaCommand
{
    /// <summary>A sentence with its checksum and line end.</summary>
    /// <param name="body">What stands between the dollar and the asterisk.</param>
    public static byte[] Build(string body) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${body}*{GnssChecksum.ExclusiveOr(Encoding.ASCII.GetBytes(body)):X2}\r\n"));
}
