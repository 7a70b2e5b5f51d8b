namespace Nts.Interop.Harness;

/// <summary>What a chronyd client knows about its server (chronyc authdata, ntpdata, sources).</summary>
/// <param name="Selected">The client follows this server.</param>
/// <param name="Reach">The last eight polls, octal: 377 when all were answered.</param>
/// <param name="Naks">NTS NAKs since the last key establishment.</param>
/// <param name="Cookies">Cookies in stock, 8 when every answer brought as many as the request spent.</param>
/// <param name="CookieLength">Bytes of a cookie.</param>
/// <param name="Aead">The negotiated algorithm (RFC 5297's AES-SIV-CMAC-256 is 15).</param>
/// <param name="Authenticated">The last answer was.</param>
/// <param name="Leap">The leap status of the last answer.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Valid">Answers that were well formed and authentic.</param>
/// <param name="Good">Those of them that tell the time of a synchronised server well enough to be used.</param>
/// <param name="Offset">How far the client's clock is off, in seconds.</param>
internal sealed record ChronyReport(
    bool Selected, string Reach, int Naks, int Cookies, int CookieLength, int Aead, bool Authenticated, string Leap, int Sent, int Valid, int Good, double Offset)
{
    /// <summary>The last answer was in interleaved mode (RFC 9769).</summary>
    public bool Interleaved { get; init; }

    /// <summary>Who stamps the client's requests and answers: Kernel and Kernel at best on loopback.</summary>
    public (string Transmit, string Receive) Stamps { get; init; }

    /// <summary>The delay of the last answer, without the time in the server, in seconds.</summary>
    public double Delay { get; init; }

    /// <summary>The time in the server, in seconds.</summary>
    public double ResponseTime { get; init; }

    /// <summary>The client does not answer yet.</summary>
    public static ChronyReport None { get; } = new(false, "-", 0, 0, 0, 0, false, "-", 0, 0, 0, 0);
}
