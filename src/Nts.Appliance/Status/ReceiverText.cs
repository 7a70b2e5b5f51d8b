using System.Globalization;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance gps</c>: the receiver, how it hears, how its pulse is stamped.</summary>
internal static class ReceiverText
{
    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status) => Columns.Rows(
    [
        .. StatusText.ReceiverRows(status.Receiver),
        ("Leap seconds", StatusText.Leap(status.Leap)),
        ("Pulses", StatusText.Counters(status.Clock.Pulses)),
        ("Counts", StatusText.Counters(status.Receiver.Counters)),
        ("Next step", status.Receiver.NextStep ?? string.Create(CultureInfo.InvariantCulture, $"none: {status.Receiver.State}")),
    ]);
}
