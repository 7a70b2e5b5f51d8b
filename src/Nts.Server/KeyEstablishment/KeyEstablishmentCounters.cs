using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Nts.KeyEstablishment;
using Nts.Server.Hosting;

namespace Nts.Server.KeyEstablishment;

/// <summary>What strangers did, counted by reason since the start: nothing that they can cause is ever logged.</summary>
public sealed class KeyEstablishmentCounters
{
    private static readonly string[] SessionNames = [.. Enum.GetValues<SessionOutcome>().Select(outcome => "session-" + CounterName.Of(outcome))];
    private static readonly string[] RequestNames = [.. Enum.GetValues<RequestReason>().Select(reason => "request-" + CounterName.Of(reason))];

    private readonly long[] _sessions = new long[Enum.GetValues<SessionOutcome>().Length];
    private readonly long[] _requests = new long[Enum.GetValues<RequestReason>().Length];

    /// <summary>Connections that ended in this way.</summary>
    public long Sessions(SessionOutcome outcome) => Interlocked.Read(ref _sessions[(int)outcome]);

    /// <summary>Requests that were answered for this reason.</summary>
    public long Requests(RequestReason reason) => Interlocked.Read(ref _requests[(int)reason]);

    /// <summary>All of them, each under a name of its own.</summary>
    public IEnumerable<(string Name, long Count)> ByName()
    {
        for (int i = 0; i < SessionNames.Length; i++)
        {
            yield return (SessionNames[i], Sessions((SessionOutcome)i));
        }

        for (int i = 0; i < RequestNames.Length; i++)
        {
            yield return (RequestNames[i], Requests((RequestReason)i));
        }
    }

    internal void Count(SessionOutcome outcome) => Interlocked.Increment(ref _sessions[(int)outcome]);

    internal void Count(RequestReason reason) => Interlocked.Increment(ref _requests[(int)reason]);
}
