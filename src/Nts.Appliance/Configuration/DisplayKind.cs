namespace Nts.Appliance.Configuration;

/// <summary>A display that shows the time, by the chip that drives it.</summary>
internal enum DisplayKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Eight digits of seven segments on SPI.</summary>
    Max7219,

    /// <summary>Four digits of seven segments with a colon on I²C.</summary>
    Ht16k33,

    /// <summary>128 × 64 dots on I²C.</summary>
    Ssd1306,
}
