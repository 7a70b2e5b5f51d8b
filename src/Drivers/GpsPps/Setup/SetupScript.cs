using System.Collections.Generic;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>What a receiver of some make is told so that it is fit for timing: one command after the other, each with the answers before it at hand.</summary>
internal static class SetupScript
{
    /// <summary>Room for a second's messages of any receiver in an eighth of a second; no receiver refuses it.</summary>
    public const int WantedBaudRate = 115_200;

    /// <summary>Questions of which each is understood by the receivers of one maker. The others take them for noise.</summary>
    public static IEnumerable<SetupCommand> Questions()
    {
        yield return new SetupCommand("UBX-MON-VER", UbxFrame.Build(0x0a, 0x04, [])) { Identifies = true, IsQuestion = true };
        yield return new SetupCommand("PMTK605", NmeaCommand.Build("PMTK605")) { Identifies = true, IsQuestion = true };
        yield return new SetupCommand("PCAS06", NmeaCommand.Build("PCAS06,0")) { Identifies = true, IsQuestion = true };
    }

    /// <summary>The commands for a receiver.</summary>
    /// <param name="identity">What it is.</param>
    /// <param name="line">How it is connected.</param>
    public static IEnumerable<SetupCommand> For(ReceiverIdentity identity, SetupLine line) => identity.Maker switch
    {
        ReceiverMaker.Ublox => new UbloxScript(identity, line).Commands(),
        ReceiverMaker.MediaTek => MediaTek(line),
        ReceiverMaker.Casic => Casic(line),
        _ => [],
    };

    // PMTK314: how many fixes from one sentence to the next, of GLL, RMC, VTG, GGA, GSA, GSV and twelve more, ZDA the last but one.
    // PMTK285: 3 = a pulse only with a fix, and its length in ms. PMTK255: sentences come a fixed time after the pulse.
    private static IEnumerable<SetupCommand> MediaTek(SetupLine line)
    {
        if (line.WantsMore)
        {
            yield return new SetupCommand("PMTK251", NmeaCommand.Build("PMTK251,115200")) { BaudRate = WantedBaudRate };
        }

        yield return Acknowledged(314, "PMTK314,0,1,0,1,1,1,0,0,0,0,0,0,0,0,0,0,0,1,0") with { Enables = MessageKind.Zda };
        yield return Acknowledged(220, "PMTK220,1000");
        yield return Acknowledged(285, "PMTK285,3,100");
        yield return Acknowledged(255, "PMTK255,1");
    }

    // PCAS03: seconds from one sentence to the next, of GGA, GLL, GSA, GSV, RMC, VTG, ZDA and the texts about the antenna. Nothing is acknowledged.
    private static IEnumerable<SetupCommand> Casic(SetupLine line)
    {
        if (line.WantsMore)
        {
            yield return new SetupCommand("PCAS01", NmeaCommand.Build("PCAS01,5")) { BaudRate = WantedBaudRate };
        }

        yield return new SetupCommand("PCAS02", NmeaCommand.Build("PCAS02,1000")) { Enables = MessageKind.Rmc };
        yield return new SetupCommand("PCAS03", NmeaCommand.Build("PCAS03,1,0,1,1,1,0,1,1")) { Enables = MessageKind.Zda };
    }

    private static SetupCommand Acknowledged(int number, string body) => new($"PMTK{number}", NmeaCommand.Build(body)) { Acknowledged = number };
}
