using System.Collections.Generic;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance cert</c>: what clients are shown when they establish keys.</summary>
internal static class CertificateText
{
    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        List<(string, string)> rows = [("Key establishment", status.KeyEstablishmentState)];
        if (status.Certificate is not { } certificate)
        {
            return Columns.Rows([.. rows, ("Certificate", "none in service")]);
        }

        rows.Add(("Certificate", certificate.Summary));
        rows.Add(("Whose", certificate.IsOwn ? "the box's own" : "given by the owner"));
        rows.Add(("Names", string.Join(", ", certificate.Names)));
        rows.Add(("Valid", $"from {certificate.NotBefore} to {certificate.NotAfter}"));
        rows.Add(("SHA-256", certificate.Fingerprint));
        if (certificate.AuthorityFile is { } authority)
        {
            rows.Add(("CA for clients", authority));
            rows.Add(("SHA-256 of the CA", certificate.AuthorityFingerprint ?? "not known"));
        }

        if (certificate.Problem is { } problem)
        {
            rows.Add(("PROBLEM", problem));
        }

        if (certificate.Advice is { } advice)
        {
            rows.Add(("Advice", advice));
        }

        return Columns.Rows(rows);
    }
}
