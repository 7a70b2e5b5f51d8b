using System.Collections.Generic;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>All that a simulated receiver sends about one second: UBX and NMEA on one line, as u-blox receivers mix them.</summary>
internal static class SimulatedBurst
{
    /// <summary>What the receiver calls itself in TXT and MON-VER.</summary>
    public const string Announcement = "SIMULATED RECEIVER";

    private const int SecondsBetweenAnnouncements = 5;

    /// <summary>Room for a burst, so that nothing is copied from one buffer to the next while it grows.</summary>
    private const int UsualLength = 1024;

    /// <summary>The bytes about a second.</summary>
    /// <param name="second">The second.</param>
    /// <param name="next">The second after it, whose pulse TIM-TP describes.</param>
    /// <param name="settings">What the receiver is set to send; null for its settings at the start.</param>
    public static byte[] Compose(in SimulatedSecond second, in SimulatedSecond next, SimulatedUblox? settings = null)
    {
        settings ??= new SimulatedUblox(new SimulatorOptions());
        List<byte> bytes = new(UsualLength);
        if (settings.Sends(0x0d01, second.Second.WholeSeconds))
        {
            UbxBurst.AppendTimTp(bytes, next, settings.Leap);
        }

        UbxBurst.AppendNavigation(bytes, second, NanosecondOf(second), settings);
        if (second.Second.WholeSeconds % SecondsBetweenAnnouncements == 0)
        {
            UbxBurst.AppendMonVer(bytes, Announcement, settings.Protocol);
            NmeaBurst.AppendText(bytes, Announcement);
        }

        NmeaBurst.Append(bytes, SimulatedUtc.Of(second.Second, settings.Leap), second.HasFix);
        return [.. bytes];
    }

    /// <summary>Navigation epochs lie a fraction of a millisecond beside the second, on either side.</summary>
    private static int NanosecondOf(in SimulatedSecond second) => second.QuantizationError * 30;
}
