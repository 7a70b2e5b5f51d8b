using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using Nts.Drivers.OpenSsl;

namespace Nts.Server.Certificates;

/// <summary>Something made from files, and made anew when they change; while the new ones are not usable, the old one stays in service.</summary>
/// <remarks>
/// Who uses <see cref="Current"/> may go on with it after a swap, so the old one is left to the garbage collector and never disposed of.
/// </remarks>
internal sealed class Reloading<T> : IDisposable
    where T : class
{
    /// <summary>How often the files are looked at.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    private readonly WatchedFiles _files;
    private readonly Func<T?, T> _load;
    private readonly Action<string?> _report;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private string _seen;
    private string? _problem;
    private bool _isReported = true;
    private volatile T _current;

    /// <summary>Loads for the first time, and watches from then on.</summary>
    /// <param name="paths">The files that it is made from.</param>
    /// <param name="load">Makes it; given the one in service, null at first, it may throw a <see cref="TlsException"/> to keep that.</param>
    /// <param name="report">Told of every swap with null, and of every change that cannot be used with the reason; by any thread.</param>
    /// <param name="time">Runs the watch.</param>
    /// <exception cref="TlsException">The files are not usable.</exception>
    public Reloading(IReadOnlyList<string> paths, Func<T?, T> load, Action<string?> report, TimeProvider time)
    {
        _files = new(paths);
        _load = load;
        _report = report;

        // Looked at before it is loaded: what changes in between is seen next time.
        _seen = _files.Fingerprint();
        _current = load(null);
        _timer = time.CreateTimer(_ => Look(isAsked: false), null, Period, Period);
    }

    /// <summary>The one in service.</summary>
    public T Current => _current;

    /// <summary>Loads now, changed or not, and says at once when it cannot be used.</summary>
    public void Reload() => Look(isAsked: true);

    public void Dispose() => _timer.Dispose();

    private void Look(bool isAsked)
    {
        lock (_lock)
        {
            string fingerprint = _files.Fingerprint();
            bool isNew = fingerprint != _seen;
            _seen = fingerprint;
            if (isNew || isAsked)
            {
                TryLoad();
            }

            // A certificate and its key are two files: what does not fit together may be half of a change, so its reason waits for the next look.
            if (!_isReported && (isAsked || !isNew))
            {
                _isReported = true;
                _report(_problem);
            }
        }
    }

    private void TryLoad()
    {
        try
        {
            _current = _load(_current);
            _problem = null;
            _isReported = true;
            _report(null);
        }
        catch (Exception e) when (e is TlsException or CryptographicException)
        {
            _problem = e.Message;
            _isReported = false;
        }
    }
}
