using System;
using System.Collections.Generic;
using Nts.Drivers.GpsPps.Simulation;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Configuration;

/// <summary>The value of <c>simulated-outage</c> in <c>[receiver]</c>, taken apart.</summary>
internal static class OutageSetting
{
    /// <summary>What a good value looks like.</summary>
    public const string Expected = "'antenna after 60s for 30s', with pulse, messages or fix in the place of antenna, or several with commas between them";

    /// <summary>Takes a value apart; null when it is none.</summary>
    public static IReadOnlyList<SimulatedOutage>? Parse(string value)
    {
        List<SimulatedOutage> outages = [];
        foreach (string item in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (item.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [string what, "after", string after, "for", string length]
                || Kind(what) is not { } kind
                || !LengthOfTime.TryParse(after, out LengthOfTime start)
                || !LengthOfTime.TryParse(length, out LengthOfTime time))
            {
                return null;
            }

            outages.Add(new(kind, NtpDuration.FromSeconds(start.Value.TotalSeconds), NtpDuration.FromSeconds(time.Value.TotalSeconds)));
        }

        return outages;
    }

    private static SimulatedOutageKind? Kind(string what) => what switch
    {
        "antenna" => SimulatedOutageKind.NoAntenna,
        "pulse" => SimulatedOutageKind.NoPulse,
        "messages" => SimulatedOutageKind.NoMessages,
        "fix" => SimulatedOutageKind.NoFix,
        _ => null,
    };
}
