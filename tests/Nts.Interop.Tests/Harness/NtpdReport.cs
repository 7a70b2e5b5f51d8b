namespace Nts.Interop.Harness;

/// <summary>What an ntpd client knows about its server (ntpq ntsinfo, associations, readvar).</summary>
/// <param name="Selected">The client follows this server.</param>
/// <param name="Reach">The last eight polls, octal: 377 when all were answered.</param>
/// <param name="Authenticated">The association is authenticated.</param>
/// <param name="Cookies">Cookies in stock.</param>
/// <param name="Sent">Requests sent over NTS.</param>
/// <param name="Good">Answers that authenticated.</param>
/// <param name="Bad">Answers that did not, NAKs among them.</param>
/// <param name="Processed">Answers used, with NTS and without.</param>
/// <param name="KeyEstablishments">Key establishments that worked: one, unless cookies ran out.</param>
/// <param name="Aead">The negotiated algorithm.</param>
/// <param name="Offset">How far the client's clock is off, in seconds.</param>
internal sealed record NtpdReport(
    bool Selected, string Reach, bool Authenticated, int Cookies, int Sent, int Good, int Bad, int Processed, int KeyEstablishments, int? Aead, double? Offset);
