using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nts.Appliance.Status;

namespace Nts.Appliance.Web;

/// <summary>The box's own certificate authority, which clients have to be told to trust.</summary>
/// <param name="Pem">Its certificate.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, two digits at a time, as openssl prints it.</param>
/// <param name="Ends">The day on which it ends.</param>
internal sealed record Authority(string Pem, string Fingerprint, string Ends)
{
    /// <summary>The authority that the timekeeper published; null when there is none, or what is there is no certificate.</summary>
    public static Authority? Of(StatusView view)
    {
        if (view.Authority is not { } pem)
        {
            return null;
        }

        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
            string digits = certificate.GetCertHashString(HashAlgorithmName.SHA256);
            return new(
                certificate.ExportCertificatePem() + "\n",
                string.Join(':', digits.Chunk(2).Select(pair => new string(pair))),
                certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
