using System;
using System.Text;
using System.Threading;
using Nts.Appliance.Status;
using Nts.Appliance.Web.History;

namespace Nts.Appliance.Web;

/// <summary>What was made last for the page, so that many who look at once cost little more than one.</summary>
internal sealed class PageCache(StatusWatch watch)
{
    private readonly Lock _lock = new();
    private readonly (long Last, byte[] Json)[] _ranges = new (long, byte[])[Enum.GetValues<HistoryRange>().Length];
    private (StatusView View, HistoryRange Range, BoxName Box, byte[] Page)? _page;

    /// <summary>The page about a state.</summary>
    public byte[] Page(StatusView view, HistoryRange range, BoxName box)
    {
        lock (_lock)
        {
            if (_page is not { } made || !ReferenceEquals(made.View, view) || made.Range != range || made.Box != box)
            {
                byte[] page = Encoding.UTF8.GetBytes(watch.Read(history => StatusPage.Render(view, history, range, box)));
                _page = made = (view, range, box, page);
            }

            return made.Page;
        }
    }

    /// <summary>The history from a step on, or all of it.</summary>
    public byte[] History(HistoryRange range, long? from) => watch.Read(history =>
    {
        HistoryRing ring = history[range];
        if (from is { } first && first <= ring.Last && ring.Last - first < HistoryJson.MaxTail)
        {
            return HistoryJson.Write(history, range, first);
        }

        // The latest step changes until it is over, which is what the tail is for.
        ref (long Last, byte[] Json) kept = ref _ranges[(int)range];
        if (kept.Json is null || kept.Last != ring.Last)
        {
            kept = (ring.Last, HistoryJson.Write(history, range, 0));
        }

        return kept.Json;
    });
}
