using System;
using System.Security.Cryptography.X509Certificates;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.Certificates;

/// <summary>A TLS server whose certificate and key are read again when their files change. No session notices: it keeps what it began with.</summary>
/// <remarks>The files are looked at every few seconds. A new pair serves when both belong together; until then the old pair does.</remarks>
public sealed class ReloadingTlsServer : ITlsServer, IDisposable
{
    private readonly string _certificateFile;
    private readonly string _keyFile;
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
        _keyFile = keyFile;
        _changed = changed ?? (_ => { });
        _server = new([certificateFile, keyFile], old => Load(certificateFile, keyFile, old, time), Report, time);
        _status = StatusWith(problem: null);
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
        KeyFile.RequireAccess(keyFile);
        TlsServer loaded = TlsServer.Load(certificateFile, keyFile);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = EndOf(loaded);
        if (end >= now || old is null || EndOf(old) < now)
        {
            return loaded;
        }

        loaded.Dispose();
        throw new TlsException($"The certificate {certificateFile} ended at {end.UtcDateTime:yyyy-MM-dd HH:mm}Z");
    }

    private static DateTimeOffset EndOf(TlsServer server)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(server.Certificate);
        return certificate.NotAfter;
    }

    private CertificateStatus StatusWith(string? problem)
    {
        // The one that OpenSSL serves: the file may hold another one by now.
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(_server.Current.Certificate);
        string advice = string.Join("; ", CertificateAdvice.On(certificate, _certificateFile, _keyFile));
        return new(_certificateFile, CertificateFacts.Of(certificate), problem) { Advice = advice.Length > 0 ? advice : null };
    }

    private void Report(string? problem)
    {
        _status = StatusWith(problem);
        _changed(_status);
    }
}
