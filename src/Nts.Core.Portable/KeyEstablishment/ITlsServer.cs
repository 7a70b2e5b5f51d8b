namespace Nts.KeyEstablishment;

/// <summary>A certificate and its key, ready to take TLS 1.3 connections for <c>ntske/1</c>. Safe for use by many threads.</summary>
public interface ITlsServer
{
    /// <summary>A session for a connection that a client just made.</summary>
    ITlsSession Accept();
}
