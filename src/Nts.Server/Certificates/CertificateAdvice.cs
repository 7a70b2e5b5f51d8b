using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nts.Server.Certificates;

/// <summary>What is wrong with a certificate and key that can be served all the same: clients may refuse them, or strangers read the key.</summary>
internal static class CertificateAdvice
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private const UnixFileMode TooMuch = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>One sentence for each thing to mend.</summary>
    /// <param name="certificate">The certificate in service.</param>
    /// <param name="certificateFile">Where it is, with those between it and the root.</param>
    /// <param name="keyFile">Its private key.</param>
    public static IEnumerable<string> On(X509Certificate2 certificate, string certificateFile, string keyFile)
    {
        if (SubjectNames.Of(certificate).Length == 0)
        {
            yield return "it speaks for no name (subjectAltName): clients refuse it";
        }

        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ServerAuthentication))
        {
            yield return "it is not for servers (extendedKeyUsage lacks serverAuth): clients refuse it";
        }

        if (LacksIssuer(certificate, certificateFile))
        {
            yield return $"the file lacks the certificate of '{certificate.IssuerName.Name}', which signed it: clients that do not happen to have that refuse it (give fullchain.pem, not cert.pem)";
        }

        if (!OperatingSystem.IsWindows() && KeyFile.ModeOf(keyFile) is { } mode && (mode & TooMuch) != 0)
        {
            yield return $"others can {((mode & UnixFileMode.OtherRead) != 0 ? "read" : "change")} its private key: chmod g-w,o= {keyFile}";
        }
    }

    /// <summary>Whether nobody knows who signed it although its authority is one with certificates in between, as all public ones are: they say where to get them.</summary>
    private static bool LacksIssuer(X509Certificate2 certificate, string certificateFile)
    {
        X509Certificate2Collection file = [];
        try
        {
            file.ImportFromPemFile(certificateFile);
            using X509Chain chain = new();
            chain.ChainPolicy.ExtraStore.AddRange(file);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            _ = chain.Build(certificate);
            return chain.ChainElements.Count == 1
                && certificate.SubjectName.Name != certificate.IssuerName.Name
                && certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Any(access => access.EnumerateCAIssuersUris().Any());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // It has changed since it was read: the next look has an answer.
            return false;
        }
        finally
        {
            foreach (X509Certificate2 one in file)
            {
                one.Dispose();
            }
        }
    }
}
