using System;
using Nts.Configuration;

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

    /// <summary>The zone that was asked for on a machine that knows none; null when <see cref="Zone"/> is what was asked for.</summary>
    public string? MissingZone { get; set; }

    /// <summary>What that means; null when it is not missing.</summary>
    public ConfigurationProblem? ZoneProblem => MissingZone is null ? null : new(
        0, $"the display shows UTC in the place of {MissingZone}, because this machine has no time zones", "sudo apt-get install tzdata, then sudo systemctl restart nts-appliance-display");

    /// <summary>Whether four digits show minutes and seconds.</summary>
    public bool ShowsSeconds { get; set; }

    /// <summary>The bus that is used.</summary>
    public string Bus => Device ?? (Kind is DisplayKind.Max7219 ? "/dev/spidev0.0" : "/dev/i2c-1");
}
