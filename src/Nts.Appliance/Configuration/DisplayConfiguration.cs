using System;

namespace Nts.Appliance.Configuration;

/// <summary>The values of <c>[display]</c>.</summary>
internal sealed record DisplayConfiguration
{
    /// <summary>What is wired.</summary>
    public DisplayKind Kind { get; set; }

    /// <summary>The bus; null for the first one of a Raspberry Pi's header.</summary>
    public string? Device { get; set; }

    /// <summary>The chip's address on I²C; null for the usual one.</summary>
    public int? Address { get; set; }

    /// <summary>0 to 15.</summary>
    public int Brightness { get; set; } = 4;

    /// <summary>The zone whose time is shown.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Whether four digits show minutes and seconds.</summary>
    public bool ShowsSeconds { get; set; }

    /// <summary>The bus that is used.</summary>
    public string Bus => Device ?? (Kind is DisplayKind.Max7219 ? "/dev/spidev0.0" : "/dev/i2c-1");
}
