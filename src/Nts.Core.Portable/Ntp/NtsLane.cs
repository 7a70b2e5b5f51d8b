using System;
using System.Security.Cryptography;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;
using Nts.Wire;

namespace Nts.Ntp;

/// <summary>One NTS request on its way through the stages of <see cref="NtsAuthentication"/>, with the memory that it needs there.</summary>
internal sealed class NtsLane
{
    /// <summary>Most cookies of a reply.</summary>
    public const int MaxCookies = 8;

    private readonly byte[] _secrets = new byte[CookieSecrets.MaxLength];
    private readonly byte[] _plaintext = new byte[NtpResponder.MaxPacketLength];
    private readonly byte[] _nonces = new byte[AeadKey.MaxNonceSize + (MaxCookies * Cookie.NonceLength)];
    private AeadKey _key;
    private RequestFields _fields;
    private int _secretsLength;

    /// <summary>The request's place in its batch.</summary>
    public int Index { get; private set; }

    /// <summary>When it came.</summary>
    public NtpTimestamp ReceivedAt { get; private set; }

    /// <summary>Why it is to be refused even if it is authentic; null when it is not.</summary>
    public RespondReason? Refusal { get; private set; }

    /// <summary><see cref="RespondReason.Nts"/> as long as nothing is wrong with it.</summary>
    public RespondReason Reason { get; set; }

    /// <summary>Where the fields of the request are.</summary>
    public ref RequestFields Fields => ref _fields;

    /// <summary>The key of the ring that its cookie names.</summary>
    public CookieKey? CookieKey { get; set; }

    /// <summary>The session's key for the direction that is next.</summary>
    public ref AeadKey Key => ref _key;

    /// <summary>Octets of header and identifier in an authentic reply; 0 when there is none.</summary>
    public int Head { get; set; }

    /// <summary>Where tag and ciphertext of the reply are.</summary>
    public Octets SealedReply { get; set; }

    /// <summary>Room for what the cookie seals.</summary>
    public Span<byte> SecretsRoom => _secrets;

    /// <summary>What the cookie sealed.</summary>
    public CookieSecrets Secrets => CookieSecrets.TryRead(_secrets.AsSpan(0, _secretsLength), out CookieSecrets secrets) ? secrets : default;

    /// <summary>Room for what the request encrypts.</summary>
    public Span<byte> Plaintext => _plaintext.AsSpan(0, _fields.SealedText.Length - AeadKey.TagSize);

    /// <summary>Takes a request.</summary>
    public void Begin(int index, in RequestFields fields, NtpTimestamp receivedAt, RespondReason? refusal)
    {
        Index = index;
        _fields = fields;
        ReceivedAt = receivedAt;
        Refusal = refusal;
        Reason = RespondReason.Nts;
        Head = 0;
    }

    /// <summary>Keeps what came out of the cookie.</summary>
    public void TakeSecrets(in CookieSecrets secrets) => _secretsLength = secrets.Bytes.Length;

    /// <summary>The nonces of the reply: its own, and behind it one for each cookie.</summary>
    public Span<byte> Nonces(int cookies) => _nonces.AsSpan(0, AeadKey.NonceSize(Secrets.Algorithm) + (cookies * Cookie.NonceLength));

    /// <summary>Wipes the keys.</summary>
    public void Forget()
    {
        _key.Clear();
        CryptographicOperations.ZeroMemory(_secrets);
        CookieKey = null;
    }
}
