using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nts.Server.Certificates;

/// <summary>A server's certificate from a certificate authority of its own, for machines that nobody gave one.</summary>
/// <remarks>
/// Made once and kept: clients trust <see cref="AuthorityFile"/>. The server's certificate is made anew, by the same authority, when it is
/// about to end, lacks a name, or its files are not usable. The authority itself gets a later end in its last years under the same name and
/// key, so that clients that trust its old certificate go on, and have years to fetch the new one. It can vouch for the server's names alone
/// (<see cref="NameConstraints"/>); when they change beyond that, its certificate is made anew, too, and clients must fetch it.
/// </remarks>
public sealed class ServerCertificate
{
    /// <summary>How long clients can trust the authority without a visit to every one of them.</summary>
    private const int AuthorityYears = 20;

    private const int ServerYears = 2;

    /// <summary>Certificates of the server end before the authority, so it must always have more than theirs before it.</summary>
    private const int RenewAuthorityYears = 3;

    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>
    /// A clock that reads less has not been set. And the day on which all certificates begin: neither a machine that does not know the time yet
    /// nor one whose clock is ahead makes any that is not valid today, and clients that do not know the time yet can use them sooner.
    /// </summary>
    internal static readonly DateTimeOffset EarliestTime = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _authorityKeyFile;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly DateTimeOffset _now;

    private ServerCertificate(string folder, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, DateTimeOffset now)
    {
        _names = names;
        _addresses = addresses;
        AuthorityFile = Path.Combine(folder, "ca.pem");
        _authorityKeyFile = Path.Combine(folder, "ca.key");
        CertificateFile = Path.Combine(folder, "server.pem");
        KeyFile = Path.Combine(folder, "server.key");
        _now = now < EarliestTime ? EarliestTime : now;
    }

    /// <summary>The authority's certificate, which clients are told to trust; PEM.</summary>
    public string AuthorityFile { get; }

    /// <summary>The server's certificate and the authority's; PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>The server's private key; PEM, readable by its owner alone.</summary>
    public string KeyFile { get; }

    /// <summary>Whether the authority's certificate had to be replaced for names that the old one does not permit: clients must fetch it.</summary>
    public bool MustAuthorityBeFetched { get; private set; }

    /// <summary>Uses what is in a folder, and makes what is missing there.</summary>
    /// <param name="folder">Made when it is missing.</param>
    /// <param name="names">Host names that clients call this server by.</param>
    /// <param name="addresses">IP addresses that clients call this server by.</param>
    /// <param name="time">The clock that dates the certificates.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the authority's key is needed and not there.</exception>
    /// <exception cref="CryptographicException">The authority's files are there but not usable: remove them to begin anew.</exception>
    public static ServerCertificate Ensure(
        string folder, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        ServerCertificate files = new(folder, names, addresses, time.GetUtcNow());
        if (!File.Exists(files.AuthorityFile))
        {
            files.CreateAuthority();
        }

        if (files.TryRenewAuthority() || !files.IsUsable())
        {
            files.CreateServer();
        }

        return files;
    }

    private void CreateAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WritePem(_authorityKeyFile, key.ExportPkcs8PrivateKeyPem(), isSecret: true);
        SignAuthority(new X500DistinguishedName("CN=" + Environment.MachineName + " time server authority"), key);
    }

    /// <summary>Moves the authority's end away when it comes near and the authority's key is still there.</summary>
    private bool TryRenewAuthority()
    {
        using X509Certificate2 old = X509Certificate2.CreateFromPem(File.ReadAllText(AuthorityFile));
        if (_now.AddYears(RenewAuthorityYears) < old.NotAfter || !File.Exists(_authorityKeyFile))
        {
            return false;
        }

        SignAuthorityAgain();
        return true;
    }

    /// <summary>With a later end and the names of now.</summary>
    private void SignAuthorityAgain()
    {
        using X509Certificate2 old = X509Certificate2.CreateFromPemFile(AuthorityFile, _authorityKeyFile);
        using ECDsa key = old.GetECDsaPrivateKey() ?? throw new CryptographicException($"The key {_authorityKeyFile} is not usable.");
        SignAuthority(old.SubjectName, key);
    }

    private void SignAuthority(X500DistinguishedName name, ECDsa key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(NameConstraints.Permit(_names, _addresses));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using X509Certificate2 authority = request.CreateSelfSigned(EarliestTime, _now.AddYears(AuthorityYears));
        WritePem(AuthorityFile, authority.ExportCertificatePem(), isSecret: false);
    }

    private bool IsUsable()
    {
        if (!File.Exists(CertificateFile) || !File.Exists(KeyFile))
        {
            return false;
        }

        try
        {
            // Also checks that the two belong together: they are two files, and the power may have failed between them.
            using X509Certificate2 server = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
            return _now < server.NotAfter - RenewBefore && SubjectNames.Cover(server, _names, _addresses) && IsIssuedByAuthority(server);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private bool IsIssuedByAuthority(X509Certificate2 server)
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(File.ReadAllText(AuthorityFile));
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.VerificationTime = _now.UtcDateTime;
        return chain.Build(server);
    }

    private void CreateServer()
    {
        if (TryCreateServer())
        {
            return;
        }

        SignAuthorityAgain();
        MustAuthorityBeFetched = true;
        if (!TryCreateServer())
        {
            throw new CryptographicException($"The authority {AuthorityFile} cannot vouch for {string.Join(", ", [.. _names, .. _addresses])}.");
        }
    }

    /// <summary>False when the authority does not permit the names.</summary>
    private bool TryCreateServer()
    {
        using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(AuthorityFile, _authorityKeyFile);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + Environment.MachineName + " time server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(SubjectNames.Build(_names, _addresses));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        // An issuer's time bounds those of what it issues.
        DateTimeOffset notBefore = Later(EarliestTime, authority.NotBefore);
        DateTimeOffset notAfter = Earlier(_now.AddYears(ServerYears), authority.NotAfter);
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using X509Certificate2 server = request.Create(authority, notBefore, notAfter, serial);
        if (!IsIssuedByAuthority(server))
        {
            return false;
        }

        WritePem(KeyFile, key.ExportPkcs8PrivateKeyPem(), isSecret: true);
        WritePem(CertificateFile, server.ExportCertificatePem() + "\n" + authority.ExportCertificatePem(), isSecret: false);
        return true;
    }

    private static void WritePem(string path, string pem, bool isSecret) => WholeFile.Write(path, Encoding.ASCII.GetBytes(pem + "\n"), isSecret);

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
