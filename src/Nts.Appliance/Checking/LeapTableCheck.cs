using System;
using System.Globalization;
using Nts.Time;

namespace Nts.Appliance.Checking;

/// <summary>Whether the table of leap seconds still tells the future.</summary>
internal static class LeapTableCheck
{
    private const string Item = "leap seconds";
    private static readonly NtpDuration Soon = NtpDuration.FromSeconds(30 * 86_400);

    /// <summary>Looks at a table.</summary>
    public static Finding Of(LeapSecondTable table, PosixTime now)
    {
        string day = DateTime.UnixEpoch.AddSeconds(table.Expires.WholeSeconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        const string Update = "update this program, whose new versions have a new table";
        return table.HasExpiredAt(now) ? Finding.Note(Item, $"the table ended on {day}: a leap second after that is known only if the receiver tells it", Update)
            : table.HasExpiredAt(now + Soon) ? Finding.Note(Item, $"the table ends on {day}", Update)
            : Finding.Ok(Item, $"the table is good until {day}");
    }
}
