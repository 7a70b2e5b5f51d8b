using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Nts;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;

namespace Nts.Appliance.Timekeeping;

/// <summary>What is published of the cookie keys. Allocates nothing while they stay the same.</summary>
internal sealed class KeyFigures
{
    private readonly IKeyRingKeeper _keeper;
    private readonly string _mode;
    private readonly string _file;
    private KeyRingSnapshot? _seen;

    /// <summary>Of the ring that the configuration asks for.</summary>
    public KeyFigures(ApplianceConfiguration configuration, IKeyRingKeeper keeper)
    {
        _keeper = keeper;
        _mode = CounterName.Of(configuration.KeyMode);
        _file = CookieKeys.FileOf(configuration);
    }

    /// <summary>Fills in what is so now.</summary>
    public void Fill(KeyStatus status)
    {
        status.Mode = _mode;
        status.File = _file;
        status.AgeSeconds = _keeper.Ring.Age.TotalSeconds;
        status.NextRotationSeconds = _keeper.Period is { } period ? (period - _keeper.Ring.Age).TotalSeconds : null;
        status.Problem = _keeper.Problem;
        KeyRingSnapshot keys = _keeper.Ring.Snapshot;
        if (keys != _seen)
        {
            _seen = keys;
            status.CurrentId = Text(keys.CurrentId);
            status.PreviousIds = Texts(keys.PreviousIds);
            status.UpcomingIds = Texts(keys.UpcomingIds);
        }
    }

    private static List<string> Texts(IEnumerable<uint> ids) => [.. ids.Select(Text)];

    private static string Text(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);
}
