namespace Nts.Interop.Harness;

/// <summary>What a client says of its server, in terms that all peers share.</summary>
/// <param name="Selected">It follows this server.</param>
/// <param name="Authenticated">The answers are authenticated.</param>
/// <param name="Aead">The negotiated algorithm; null where the peer does not say.</param>
/// <param name="Cookies">Cookies in stock; 8 when every answer brought as many as the request spent.</param>
/// <param name="Good">Answers that it used.</param>
/// <param name="Lost">Requests without a good answer, the one under way included.</param>
/// <param name="Refused">NAKs, and answers that did not authenticate.</param>
/// <param name="Offset">How far its clock is off, in seconds; null before it knows.</param>
internal sealed record ClientReading(
    bool Selected, bool Authenticated, int? Aead, int Cookies, int Good, int Lost, int Refused, double? Offset)
{
    /// <summary>The client does not answer yet.</summary>
    public static ClientReading None { get; } = new(false, false, null, 0, 0, 0, 0, null);
}
