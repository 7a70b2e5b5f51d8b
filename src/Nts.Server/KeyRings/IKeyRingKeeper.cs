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

    /// <summary>How long a key stays current; null where another process rotates.</summary>
    NtpDuration? Period { get; }

    /// <summary>Why the ring cannot be stored, or read anew, in plain words; null when it can.</summary>
    string? Problem { get; }

    /// <summary>Lets time pass; call it about once a second.</summary>
    /// <param name="now">The present moment by a clock that nobody sets.</param>
    void OnTick(MonotonicTime now);
}
