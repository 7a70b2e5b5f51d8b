using System;
using Nts.Nts;
using Nts.Time;

namespace Nts.Server.KeyRings;

/// <summary>Keeps a ring of cookie keys as it must be: by rotating it, or by following the process that does.</summary>
/// <remarks>Used by one thread; the ring itself by any. Disposed, it stores what must survive.</remarks>
public interface IKeyRingKeeper : IDisposable
{
    /// <summary>The ring; the same object for ever.</summary>
    KeyRing Ring { get; }

    /// <summary>Lets time pass; call it about once a second.</summary>
    /// <param name="now">The present moment by a clock that nobody sets.</param>
    void OnTick(MonotonicTime now);
}
