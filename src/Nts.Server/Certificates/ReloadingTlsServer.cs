using System;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.Certificates;

/// <summary>A TLS server whose certificate and key are read again when their files change. No session notices: it keeps what it began with.</summary>
/// <remarks>The files are looked at every few seconds. A new pair serves when both belong together; until then the old pair does.</remarks>
public sealed class ReloadingTlsServer : ITlsServer, IDisposable
{
    private readonly string _certificateFile;
    private readonly Action<CertificateStatus> _changed;
    private readonly Reloading<TlsServer> _server;
    private volatile CertificateStatus _status;

    /// <summary>Loads certificate and key, and watches them from then on.</summary>
    /// <param name="certificateFile">The server's certificate, followed by those between it and the root; PEM.</param>
    /// <param name="keyFile">The server's private key; PEM.</param>
    /// <param name="time">Runs the watch, and says whether a certificate has ended.</param>
    /// <param name="changed">Told of every new certificate, and once of every change that cannot be used; by any thread.</param>
    /// <exception cref="TlsException">A file is not usable, the two do not belong together, or OpenSSL is missing.</exception>
    public ReloadingTlsServer(string certificateFile, string keyFile, TimeProvider time, Action<CertificateStatus>? changed = null)
    {
        _certificateFile = certificateFile;
        _changed = changed ?? (_ => { });
        _server = new([certificateFile, keyFile], old => Load(certificateFile, keyFile, old, time), Report, time);
        _status = new(certificateFile, _server.Current.NotAfter);
    }

    /// <summary>The certificate in service.</summary>
    public CertificateStatus Status => _status;

    /// <inheritdoc/>
    public ITlsSession Accept() => _server.Current.Accept();

    /// <summary>Reads both files now, as owners ask for with SIGHUP.</summary>
    public void Reload() => _server.Reload();

    /// <summary>Ends the watch; sessions that are under way keep what they have.</summary>
    public void Dispose() => _server.Dispose();

    private static TlsServer Load(string certificateFile, string keyFile, TlsServer? old, TimeProvider time)
    {
        TlsServer loaded = TlsServer.Load(certificateFile, keyFile);
        DateTimeOffset now = time.GetUtcNow();
        if (loaded.NotAfter >= now || old is null || old.NotAfter < now)
        {
            return loaded;
        }

        loaded.Dispose();
        throw new TlsException($"The certificate {certificateFile} ended at {loaded.NotAfter.UtcDateTime:yyyy-MM-dd HH:mm}Z");
    }

    private void Report(string? problem)
    {
        _status = new(_certificateFile, _server.Current.NotAfter, problem);
        _changed(_status);
    }
}
