using System.Globalization;

namespace Nts.Gnss;

/// <summary>What a receiver says it is (UBX-MON-VER, PMTK705, the start-up texts of CASIC and u-blox).</summary>
/// <param name="Maker">Whose chip it is.</param>
/// <param name="Model">Module or chip, <c>ZED-F9T</c>; empty when it does not say.</param>
/// <param name="Firmware">Its version, <c>TIM 2.25</c>; empty when it does not say.</param>
/// <param name="Protocol">u-blox's protocol version, 8.00 to 34.10 and more; null for others and for the very old.</param>
public sealed record ReceiverIdentity(ReceiverMaker Maker, string Model, string Firmware, decimal? Protocol)
{
    /// <summary>A timing model: it can hold its position fixed and tells the quantisation error of its pulse.</summary>
    public bool IsTiming { get; init; }

    /// <summary>The same in plain words: <c>u-blox ZED-F9T, firmware TIM 2.25, protocol 29.00</c>.</summary>
    public override string ToString()
    {
        string maker = Maker switch
        {
            ReceiverMaker.Ublox => "u-blox",
            ReceiverMaker.MediaTek => "MediaTek",
            ReceiverMaker.Casic => "CASIC",
            _ => "unknown make",
        };
        string protocol = Protocol is decimal version ? string.Create(CultureInfo.InvariantCulture, $", protocol {version:0.00}") : "";
        return $"{maker}{(Model.Length > 0 ? " " + Model : "")}{(Firmware.Length > 0 ? ", firmware " + Firmware : "")}{protocol}";
    }
}
