using System;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.Certificates;

/// <summary>A TLS client whose trust anchors are read again when their file changes, for clients that run for months.</summary>
/// <remarks>The file is looked at every few seconds. While a new one is not usable, the anchors that were read before stay trusted.</remarks>
public sealed class ReloadingTlsClient : ITlsClient, IDisposable
{
    private readonly Reloading<TlsClient> _client;
    private volatile string? _problem;

    /// <summary>Loads the trust anchors, and watches their file from then on.</summary>
    /// <param name="caFile">Roots, or certificates of servers themselves; PEM.</param>
    /// <param name="time">Runs the watch.</param>
    /// <param name="changed">Told of new anchors with null, and once of every change that cannot be used with the reason; by any thread.</param>
    /// <exception cref="TlsException">The file is missing or holds no certificate, or OpenSSL is missing.</exception>
    public ReloadingTlsClient(string caFile, TimeProvider time, Action<string?>? changed = null) => _client = new(
        [caFile],
        _ => TlsClient.TrustingFile(caFile),
        problem =>
        {
            _problem = problem;
            changed?.Invoke(problem);
        },
        time);

    /// <summary>Why the file as it is now cannot be used; null when its anchors are the ones in force.</summary>
    public string? Problem => _problem;

    /// <inheritdoc/>
    public ITlsSession Connect(string host) => _client.Current.Connect(host);

    /// <summary>Reads the file now, as owners ask for with SIGHUP.</summary>
    public void Reload() => _client.Reload();

    /// <summary>Ends the watch; sessions that are under way keep what they have.</summary>
    public void Dispose() => _client.Dispose();
}
