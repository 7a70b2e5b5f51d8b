using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nts.Appliance.Status;
using Nts.Discipline;
using Nts.Server.Hosting;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>Counts what others did to the clock. Written by the threads that steer, one at a time; read by the timekeeper.</summary>
internal sealed class MeddlingCounts
{
    private static readonly MeddlingKinds[] Kinds = [.. Enum.GetValues<MeddlingKinds>().Where(kind => kind is not MeddlingKinds.None)];

    private readonly long[] _counts = new long[Kinds.Length];
    private volatile MeddlingSeen? _last;

    /// <summary>The last of it; null for none.</summary>
    public MeddlingSeen? Last => _last;

    /// <summary>Counts.</summary>
    public void Add(Meddling meddling, MonotonicTime at)
    {
        for (int i = 0; i < Kinds.Length; i++)
        {
            _counts[i] += meddling.Kinds.HasFlag(Kinds[i]) ? 1 : 0;
        }

        _last = new(meddling, at);
    }

    /// <summary>How often each thing was done.</summary>
    public IEnumerable<(string Name, long Count)> All() => Kinds.Select((kind, i) => (CounterName.Of(kind), _counts[i]));

    /// <summary>In words: <c>stepped it by -5 s, changed its frequency</c>.</summary>
    public static string Words(Meddling meddling) => string.Join(", ", Kinds.Where(kind => meddling.Kinds.HasFlag(kind)).Select(kind => kind switch
    {
        MeddlingKinds.Step => string.Create(CultureInfo.InvariantCulture, $"moved it by {StatusText.Seconds(-meddling.Correction.TotalSeconds)}"),
        MeddlingKinds.Frequency => "changed its frequency",
        MeddlingKinds.Slew => "slewed it",
        MeddlingKinds.Loop => "turned the kernel's own loop on",
        MeddlingKinds.Leap => "changed the announcement of a leap second",
        _ => "changed its difference from TAI",
    }));
}

/// <summary>Something that others did to the clock.</summary>
/// <param name="What">What.</param>
/// <param name="At">When it was seen.</param>
internal sealed record MeddlingSeen(Meddling What, MonotonicTime At);
