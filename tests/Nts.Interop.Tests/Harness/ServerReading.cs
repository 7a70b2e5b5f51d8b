namespace Nts.Interop.Harness;

/// <summary>What a server says of all its clients.</summary>
/// <param name="KeyEstablishments">Sessions of NTS-KE that ended well; null where the peer does not count them.</param>
/// <param name="Authenticated">Requests that authenticated.</param>
/// <param name="Refused">Requests that did not; null where the peer does not count them.</param>
internal sealed record ServerReading(int? KeyEstablishments, int Authenticated, int? Refused);
