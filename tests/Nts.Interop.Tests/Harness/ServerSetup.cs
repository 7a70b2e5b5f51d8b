namespace Nts.Interop.Harness;

/// <summary>How a peer is to serve, on every address of its host.</summary>
/// <param name="Certificates">Whose certificate it shows.</param>
/// <param name="KeyDirectory">Where it keeps its cookie keys; servers with the same directory accept each other's cookies.</param>
/// <param name="NtpPort">UDP port of NTP; one that is not 123 is told in a Port record.</param>
/// <param name="NtpHost">The host that clients are sent to in a Server record; null for the host itself.</param>
internal sealed record ServerSetup(LabCertificates Certificates, string KeyDirectory, int NtpPort = 123, string? NtpHost = null)
{
    /// <summary>TCP port of NTS-KE.</summary>
    public const int KeyPort = 4460;
}
