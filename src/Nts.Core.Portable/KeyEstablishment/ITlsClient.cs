namespace Nts.KeyEstablishment;

/// <summary>A set of trust anchors, ready to make TLS 1.3 connections for <c>ntske/1</c>. Safe for use by many threads.</summary>
public interface ITlsClient
{
    /// <summary>A session for a connection to a server.</summary>
    /// <param name="host">The name or IP address that the certificate must bear; an internationalised name as A-labels.</param>
    /// <exception cref="System.ArgumentException">The host can be neither a name nor an address.</exception>
    ITlsSession Connect(string host);
}
