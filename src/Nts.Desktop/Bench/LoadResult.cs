using System.Collections.Generic;

namespace Nts.Desktop.Bench;

/// <summary>What a load measured, the warm-up apart. Times are in nanoseconds; a histogram without times stands for something not measured.</summary>
internal sealed class LoadResult
{
    /// <summary>Reasons are words of the server; more kinds than this it does not get.</summary>
    private const int MostReasons = 32;

    private readonly Dictionary<string, long> _invalidReasons = [];

    /// <summary>Requests sent.</summary>
    public long Sent { get; set; }

    /// <summary>Good replies to them.</summary>
    public long Received { get; set; }

    /// <summary>Replies to them that are refusals or not to be believed.</summary>
    public long Invalid { get; private set; }

    /// <summary>Requests without a reply in time.</summary>
    public long Lost => Sent - Received - Invalid;

    /// <summary>Requests that the system did not take, such as when nobody listens there.</summary>
    public long Unsent { get; set; }

    /// <summary>Further replies to a request that has one.</summary>
    public long Duplicates { get; set; }

    /// <summary>Replies to requests that were given up or whose place another one has.</summary>
    public long Late { get; set; }

    /// <summary>Datagrams that are no reply to any request.</summary>
    public long Foreign { get; set; }

    /// <summary>From the first measured departure to the end of the last.</summary>
    public double Seconds { get; set; }

    /// <summary>Seconds of CPU that this process took in the meantime.</summary>
    public double CpuSeconds { get; set; }

    /// <summary>Of <see cref="Seconds"/>, those in which the load looked for something to do and found nothing: what it has left.</summary>
    public double IdleSeconds { get; set; }

    /// <summary>From the departure of a request to the arrival of its reply.</summary>
    public Histogram RoundTrip { get; } = new();

    /// <summary>How long the server had a request, by the time stamps in its reply.</summary>
    public Histogram Residence { get; } = new();

    /// <summary>By how much a client would misread the server's clock: the amount, whatever its sign.</summary>
    public Histogram Error { get; } = new();

    /// <summary>The sum of those errors with their signs.</summary>
    public double ErrorSum { get; set; }

    /// <summary>Open loop: how long after its time a request departed.</summary>
    public Histogram Slip { get; } = new();

    /// <summary>Why replies were invalid, and how many each time.</summary>
    public IReadOnlyDictionary<string, long> InvalidReasons => _invalidReasons;

    /// <summary>Why the first of them was.</summary>
    public string? FirstInvalidReason { get; private set; }

    /// <summary>Counts an invalid reply.</summary>
    public void AddInvalid(string reason)
    {
        Invalid++;
        FirstInvalidReason ??= reason;
        if (_invalidReasons.TryGetValue(reason, out long count) || _invalidReasons.Count < MostReasons)
        {
            _invalidReasons[reason] = count + 1;
        }
    }
}
