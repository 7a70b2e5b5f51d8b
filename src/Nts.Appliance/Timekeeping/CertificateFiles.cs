using System;
using System.IO;
using System.Security.Cryptography;
using Nts.Appliance.Configuration;
using Nts.Appliance.Status;
using Nts.Drivers.Linux;
using Nts.Server;
using Nts.Server.Certificates;
using Nts.Server.Hosting;

namespace Nts.Appliance.Timekeeping;

/// <summary>Where certificate and key are: the owner's, or the box's own, which are made when they are missing and renewed before they end.</summary>
internal sealed class CertificateFiles(ApplianceConfiguration configuration, PassedSockets sockets, EventLog log, TimeProvider time)
{
    private string? _names;

    /// <summary>The certificate of the box's own authority, for everybody on the machine to read; null when the owner gave the certificate.</summary>
    public string? AuthorityFile { get; private set; }

    /// <summary>Fingerprint of the authority's certificate; null when the owner gave the certificate.</summary>
    public string? AuthorityFingerprint { get; private set; }

    /// <summary>Whether an exception of <see cref="Ensure"/> is one that an owner can mend.</summary>
    public static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException;

    /// <summary>The files; the box's own ones are usable after this.</summary>
    public (string Certificate, string Key) Ensure()
    {
        if (configuration is { CertificateFile: { } file, PrivateKeyFile: { } key })
        {
            return (file, key);
        }

        OwnNames own = OwnNames.Of(configuration.CertificateNames, sockets);
        _names = own.ToString();
        ServerCertificate made = ServerCertificate.Ensure(configuration.StateDirectory, own.Names, own.Addresses, time);
        if (made.MustAuthorityBeFetched)
        {
            log.Warning($"key establishment: the box is called by names that its CA could not vouch for; {made.AuthorityFile} is a new one, which every client must be given");
        }

        Publish(made.AuthorityFile);
        return (made.CertificateFile, made.KeyFile);
    }

    /// <summary>Whether the box is called by other names or addresses than when its own certificate was looked at.</summary>
    public bool HaveNamesChanged() => _names is not null && _names != OwnNames.Of(configuration.CertificateNames, sockets).ToString();

    /// <summary>A copy beside the published state: the state directory is nobody else's to read.</summary>
    private void Publish(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        string published = Path.Combine(configuration.RunDirectory, StatusFile.AuthorityName);
        if (!File.Exists(published) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(published)))
        {
            Directory.CreateDirectory(configuration.RunDirectory);
            WholeFile.Write(published, content, isSecret: false);
        }

        AuthorityFile = published;
        AuthorityFingerprint = CertificateFacts.Read(file).Fingerprint;
    }
}
