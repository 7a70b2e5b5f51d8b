namespace Nts.KeyEstablishment;

/// <summary>A set of trust anchors, ready to make TLS 1.3 connections for <c>ntske/1</c>. Safe for use by many threads.</summary>
public interface ITlsClient
{
    /// <summary>A session for a connection to a server.</summary>
    /// <param name="host">The name or IP address that the certificate must bear.</param>
    ITlsSession Connect(string host);
}
