using System;
using System.Globalization;

namespace Nts.Simulation.Files;

/// <summary>A fault of the receiver in a scenario file: <c>1 h to 64 min: label +1</c>, <c>1 h to 64 min: late -1 ms</c>.</summary>
internal static class FaultText
{
    private const string Label = "label ";
    private const string Late = "late ";

    /// <summary>Reads one.</summary>
    public static bool TryRead(string text, out ReceiverFault fault)
    {
        fault = default;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !StretchText.TryRead(text[..colon].Trim(), out Stretch when))
        {
            return false;
        }

        string what = text[(colon + 1)..].Trim();
        if (what.StartsWith(Label, StringComparison.Ordinal)
            && int.TryParse(what.AsSpan(Label.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) && seconds is >= -1_000_000 and <= 1_000_000)
        {
            fault = new ReceiverFault(when, seconds, 0);
            return true;
        }

        double late = 0;
        bool isRead = what.StartsWith(Late, StringComparison.Ordinal) && ValueKinds.Time.Read(what[Late.Length..].Trim(), value => late = value) is null && Math.Abs(late) <= 1;
        fault = new ReceiverFault(when, 0, late);
        return isRead;
    }

    /// <summary>Writes one.</summary>
    public static string Write(ReceiverFault fault) => StretchText.Write(fault.When) + ": "
        + (fault.Label != 0 ? string.Create(CultureInfo.InvariantCulture, $"{Label}{fault.Label:+0;-0}") : Late + Quantity.OfTime(fault.Late));
}
