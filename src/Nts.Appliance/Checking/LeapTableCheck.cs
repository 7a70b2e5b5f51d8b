using Nts.Appliance.Timekeeping;
using Nts.Time;

namespace Nts.Appliance.Checking;

/// <summary>Whether the leap-second table that the timekeeper takes still tells the future.</summary>
internal static class LeapTableCheck
{
    private const string Item = "leap seconds";
    private const string Update = "bring the package tzdata up to date, or set [receiver] leap-seconds to a newer leap-seconds.list";

    /// <summary>Looks at the file, and at the program's own table.</summary>
    /// <param name="machine">Where.</param>
    /// <param name="configured">The file that the configuration names; null for that of tzdata, which need not be there.</param>
    /// <param name="now">The present moment.</param>
    public static Finding Of(Machine machine, string? configured, PosixTime now)
    {
        string path = configured ?? LeapSecondFile.OfTzData;
        LeapSecondTable? read = LeapSecondFile.Read(machine.Below(path), mayBeMissing: configured is null, out string? problem);
        bool isRead = read is not null && read.Expires > LeapSecondTable.Shipped.Expires;
        LeapSecondTable table = isRead ? read! : LeapSecondTable.Shipped;
        string name = isRead ? $"the table of {path}" : "the program's own table";
        string day = table.Expires.ToString()[..10];
        return problem is not null ? Finding.Note(Item, $"{path} cannot be used: {problem}; {name} is good until {day}", Update)
            : table.HasExpiredAt(now) ? Finding.Note(Item, $"{name} ended on {day}: a leap second after that is known only if the receiver tells it", Update)
            : table.HasExpiredAt(now + LeapSecondFile.SoonExpired) ? Finding.Note(Item, $"{name} ends on {day}", Update)
            : Finding.Ok(Item, $"{name} is good until {day}");
    }
}
