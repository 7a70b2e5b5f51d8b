using System;
using System.Collections.Generic;
using Nts.Time;

namespace Nts.Server.Hosting;

/// <summary>A server as the loop of its process sees it; all calls come from one thread.</summary>
public interface IService : IDisposable
{
    /// <summary>Lets time pass; called about once a second.</summary>
    /// <param name="now">The present moment by a clock that nobody sets.</param>
    void OnTick(MonotonicTime now);

    /// <summary>Reads again what an owner may have replaced.</summary>
    void Reload();

    /// <summary>Counters that are not zero, by name.</summary>
    IEnumerable<(string Name, long Count)> Counts();
}
