using System;
using System.Buffers.Text;
using System.IO;
using Microsoft.Win32.SafeHandles;
using Nts.Appliance.Status;

namespace Nts.Appliance.Timekeeping;

/// <summary>Looks once a second at what this process costs and at what its garbage collector did. Allocates nothing.</summary>
internal sealed class ProcessFigures : IDisposable
{
    /// <summary>proc(5): the second number is the resident set in pages.</summary>
    private readonly SafeFileHandle _memory = File.OpenHandle("/proc/self/statm");

    private TimeSpan _pause;
    private TimeSpan _worst;

    /// <summary>Fills in what is so now.</summary>
    public void Fill(ProcessStatus status)
    {
        TimeSpan pause = GC.GetTotalPauseDuration();
        TimeSpan sinceLast = pause - _pause;
        _pause = pause;
        _worst = sinceLast > _worst ? sinceLast : _worst;

        status.ResidentBytes = ReadResidentPages() * Environment.SystemPageSize;

        // Not the precise count, for which all threads would be stopped.
        status.AllocatedBytes = GC.GetTotalAllocatedBytes(precise: false);

        // .NET counts a collection for all younger generations, too.
        int youngest = GC.CollectionCount(0);
        int middle = GC.CollectionCount(1);
        int all = GC.CollectionCount(2);
        status.Generation0Collections = youngest - middle;
        status.Generation1Collections = middle - all;
        status.Generation2Collections = all;
        status.PauseSeconds = pause.TotalSeconds;
        status.WorstSecondPauseSeconds = _worst.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private long ReadResidentPages()
    {
        Span<byte> text = stackalloc byte[128];
        text = text[..RandomAccess.Read(_memory, text, 0)];
        text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out long pages, out _) ? pages : 0;
    }
}
