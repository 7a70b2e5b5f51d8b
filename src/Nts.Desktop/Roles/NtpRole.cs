using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Server.Hosting;
using Nts.Server.KeyRings;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Desktop.Roles;

/// <summary>The running <c>nts ntp-server</c>.</summary>
internal sealed class NtpRole : IService
{
    private readonly IReference _reference;
    private readonly SymmetricKeyFile? _symmetricKeys;
    private readonly IKeyRingKeeper _keys;
    private readonly NtpServer _server;

    /// <summary>Binds the addresses and starts answering: as unsynchronised before the first tick.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="reference">What the clock is measured by; owned from now on.</param>
    /// <param name="symmetricKeys">The file of symmetric keys; null without one.</param>
    /// <param name="clock">The clock that is served.</param>
    /// <param name="keys">The cookie keys.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    public NtpRole(NtpServerOptions options, IReference reference, SymmetricKeyFile? symmetricKeys, IClock clock, IKeyRingKeeper keys, EventLog log)
    {
        _reference = reference;
        _symmetricKeys = symmetricKeys;
        _symmetricKeys?.Refresh();
        _keys = keys;
        try
        {
            _server = NtpServer.Start(options, keys.Ring, reference.Published, clock, SystemRandom.Instance);
        }
        catch
        {
            reference.Dispose();
            throw;
        }

        log.Notice($"ntp: serving on {string.Join(", ", _server.Listening)}, key {keys.Ring.Snapshot.CurrentId:x8}");
    }

    /// <inheritdoc/>
    public void OnTick(MonotonicTime now)
    {
        _keys.OnTick(now);
        _symmetricKeys?.Refresh();
        _reference.OnTick(now);
    }

    /// <inheritdoc/>
    public void Reload()
    {
        // Both key files are read every second, and nothing else can have changed.
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, long Count)> Counts() =>
    [
        .. Enum.GetValues<RespondReason>().Select(reason => (reason.ShortName(), _server.Count(reason))),
        ("reply-refused-by-kernel", _server.RefusedReplies),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _reference.Dispose();
    }
}
