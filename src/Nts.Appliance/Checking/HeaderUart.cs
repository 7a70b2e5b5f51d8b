namespace Nts.Appliance.Checking;

/// <summary>Which serial port is the one on the pins 8 and 10 of a Raspberry Pi's header, and how it is switched on.</summary>
internal static class HeaderUart
{
    /// <summary>Whether config.txt switches it on.</summary>
    public static bool IsOn(RaspberryPi pi, BootFiles boot) => pi.Generation is PiGeneration.Five
        ? boot.HasParameter("uart0") || boot.HasOverlay("uart0-pi5") || boot.HasOverlay("uart0")
        : boot.Has("enable_uart=1") || HasPlainUart(boot);

    /// <summary>Whether the header has the UART whose baud rate stays what it is; on a 5 always.</summary>
    public static bool HasPlainUart(BootFiles boot) => boot.HasOverlay("disable-bt") || boot.HasOverlay("miniuart-bt");

    /// <summary>How to get it, with a baud rate that stays what it is.</summary>
    public static string SwitchOn(RaspberryPi pi, BootFiles boot) =>
        $"add the {(pi.Board.Config.Count > 1 ? "lines" : "line")} {string.Join(" and ", pi.Board.Config)} below [all] in {boot.Folder}/config.txt, set [receiver] port = /dev/{pi.Board.Port}, and reboot";
}
