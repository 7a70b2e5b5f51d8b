using System;
using Nts.Crypto;
using Nts.Nts;
using Nts.Time;
using Nts.Wire;

namespace Nts.Ntp;

/// <summary>The cryptography of NTS requests and their replies (RFC 8915 §5.7), of up to four side by side. For one thread.</summary>
/// <remarks>In this order: <see cref="Add"/>, <see cref="Open"/>, <see cref="SealCookies"/>, <see cref="SealReplies"/>, which forgets them.</remarks>
internal sealed class NtsAuthentication
{
    /// <summary>Most requests that are under way together.</summary>
    public const int Lanes = 4;

    private readonly KeyRing _ring;
    private readonly IRandomSource _random;
    private readonly NtsLane[] _lanes = new NtsLane[Lanes];
    private int _count;

    public NtsAuthentication(KeyRing ring, IRandomSource random)
    {
        _ring = ring;
        _random = random;
        for (int i = 0; i < Lanes; i++)
        {
            _lanes[i] = new();
        }
    }

    /// <summary>The requests under way.</summary>
    public ReadOnlySpan<NtsLane> Requests => _lanes.AsSpan(0, _count);

    /// <summary>Takes one request more; there must be room for it.</summary>
    public void Add(int index, in RequestFields fields, NtpTimestamp receivedAt, RespondReason? refusal) =>
        _lanes[_count++].Begin(index, fields, receivedAt, refusal);

    /// <summary>Opens the cookies, and with their keys the requests; what is wrong with one is its <see cref="NtsLane.Reason"/>.</summary>
    public void Open(NtpBatch batch)
    {
        OpenCookies(batch);
        OpenRequests(batch);
    }

    /// <summary>
    /// Fills the replies that have a head, to exactly the request's length, so that both ways take equally long (RFC 8915 §5.6 allows additional
    /// padding). It always fits: what the reply has beyond header and identifier, the request had as cookie, placeholders and authenticator.
    /// </summary>
    public void SealCookies(NtpBatch batch)
    {
        CookieKey cookieKey = _ring.Snapshot.Current;
        AeadSeals seals = default;
        foreach (NtsLane lane in Requests)
        {
            if (lane.Head == 0)
            {
                continue;
            }

            CookieSecrets secrets = lane.Secrets;
            int cookies = Math.Min(1 + lane.Fields.Placeholders, NtsLane.MaxCookies);
            Span<byte> nonces = lane.Nonces(cookies);
            _random.Fill(nonces);
            int nonceLength = AeadKey.NonceSize(secrets.Algorithm);
            AeadKey.Expand(secrets.Algorithm, secrets.S2C, out lane.Key);

            int cookieLength = Cookie.LengthFor(secrets.Algorithm);
            int fieldLength = ExtensionField.HeaderLength + cookieLength;
            Span<byte> reply = ReplyOf(lane, batch);
            Span<byte> sealedText = Authenticator.Write(reply[lane.Head..], nonces[..nonceLength], cookies * fieldLength);
            lane.SealedReply = Octets.In(reply, sealedText);
            Span<byte> plaintext = sealedText[lane.Key.CiphertextOffset..];
            for (int i = 0; i < cookies; i++)
            {
                Span<byte> cookie = ExtensionField.WriteHeader(plaintext[(i * fieldLength)..], ExtensionFieldType.Cookie, cookieLength);
                seals.Add(Cookie.Lay(cookieKey, secrets, nonces.Slice(nonceLength + (i * Cookie.NonceLength), Cookie.NonceLength), cookie));
            }
        }

        seals.Finish();
    }

    /// <summary>Seals the replies, whose heads must be complete now, and forgets all keys.</summary>
    public void SealReplies(NtpBatch batch)
    {
        AeadSeals seals = default;
        foreach (NtsLane lane in Requests)
        {
            if (lane.Head > 0)
            {
                Span<byte> reply = ReplyOf(lane, batch);
                Span<byte> sealedText = lane.SealedReply.Of(reply);
                Span<byte> plaintext = sealedText.Slice(lane.Key.CiphertextOffset, sealedText.Length - AeadKey.TagSize);
                seals.Add(new(in lane.Key, reply[..lane.Head], lane.Nonces(0), plaintext, sealedText));
            }
        }

        seals.Finish();
        foreach (NtsLane lane in Requests)
        {
            lane.Forget();
        }

        _count = 0;
    }

    private static Span<byte> ReplyOf(NtsLane lane, NtpBatch batch) => batch.ReplyRoom(lane.Index)[..batch.Request(lane.Index).Length];

    private static RespondReason ReasonOf(CookieStatus status) => status switch
    {
        CookieStatus.Ok => RespondReason.Nts,
        CookieStatus.Length => RespondReason.CookieLength,
        CookieStatus.KeyUnknown => RespondReason.CookieKeyUnknown,
        CookieStatus.Algorithm => RespondReason.CookieAlgorithm,
        _ => RespondReason.CookieForged,
    };

    private void OpenCookies(NtpBatch batch)
    {
        KeyRingSnapshot keys = _ring.Snapshot;
        AeadOpenings openings = default;
        foreach (NtsLane lane in Requests)
        {
            Span<byte> cookie = lane.Fields.SealedCookie.Of(batch.Request(lane.Index));
            lane.Reason = ReasonOf(Cookie.TryFind(keys, cookie, out CookieKey? key));
            lane.CookieKey = key;
            if (key is not null)
            {
                openings.Add(Cookie.Opening(key, cookie, lane.SecretsRoom));
            }
        }

        int authentic = openings.Finish();
        foreach (NtsLane lane in Requests)
        {
            if (lane.CookieKey is { } key)
            {
                lane.Reason = (authentic & 1) == 0 ? RespondReason.CookieForged : TakeSecrets(lane, key, batch);
                authentic >>= 1;
            }
        }
    }

    private static RespondReason TakeSecrets(NtsLane lane, CookieKey key, NtpBatch batch)
    {
        Span<byte> cookie = lane.Fields.SealedCookie.Of(batch.Request(lane.Index));
        CookieStatus status = Cookie.TryRead(key, cookie, lane.SecretsRoom, out CookieSecrets secrets);
        if (status != CookieStatus.Ok)
        {
            return ReasonOf(status);
        }

        lane.TakeSecrets(secrets);
        return lane.Fields.NonceRoom < AeadKey.NonceSize(secrets.Algorithm) ? RespondReason.PaddingShort
            : !AeadKey.TakesNonce(secrets.Algorithm, lane.Fields.Nonce.Length) ? RespondReason.NonceLength
            : RespondReason.Nts;
    }

    private void OpenRequests(NtpBatch batch)
    {
        AeadOpenings openings = default;
        foreach (NtsLane lane in Requests)
        {
            if (lane.Reason == RespondReason.Nts)
            {
                CookieSecrets secrets = lane.Secrets;
                AeadKey.Expand(secrets.Algorithm, secrets.C2S, out lane.Key);
                Span<byte> request = batch.Request(lane.Index);
                ref RequestFields fields = ref lane.Fields;
                openings.Add(new(in lane.Key, fields.AssociatedData.Of(request), fields.Nonce.Of(request), lane.Plaintext, fields.SealedText.Of(request)));
            }
        }

        int authentic = openings.Finish();
        foreach (NtsLane lane in Requests)
        {
            if (lane.Reason == RespondReason.Nts)
            {
                lane.Reason = (authentic & 1) == 0 ? RespondReason.RequestForged : lane.Fields.ParseDecrypted(lane.Plaintext);
                authentic >>= 1;
            }
        }
    }
}
