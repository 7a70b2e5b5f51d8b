using System;
using Nts.TestKit;

namespace Nts.Ntp;

public sealed class NtpResponderRandomInputTests
{
    private const int RandomPackets = 50_000;
    private const int FlippedPackets = 50_000;
    private static readonly string[] Requests =
        ["one-cookie", "three-cookies", "encrypted-placeholders", "short-nonce", "long-nonce", "unknown-field"];

    private readonly byte[] _reply = new byte[NtpResponder.MaxPacketLength];
    private NtpResponder _responder = new(Scene.Ring(), Seeded.Fixed(1));

    [Theory]
    [InlineData("everybody", true, false)]
    [InlineData("a flooder", true, true)]
    [InlineData("nobody", false, false)]
    public void Respond_RandomOctets_NeverThrowsNorAmplifies(string served, bool allowed, bool limited)
    {
        Seeded random = Seeded.Create();
        _responder = new(Scene.Ring(), Seeded.Fixed(1), new ServicePolicy
        {
            Access = allowed ? AccessList.Everyone : AccessList.Create([], []),
            RateLimit = limited ? new RateLimit { Interval = 8, Burst = 1, Leak = 1, Kod = 1 } : null,
            SymmetricKeys = Scene.SymmetricKeys(),
        });
        for (int i = 0; i < RandomPackets; i++)
        {
            byte[] request = new byte[random.Next(4) == 0 ? random.Next(NtpResponder.MaxPacketLength + 100) : 48 + (4 * random.Next(80))];
            random.Fill(request);
            if (request.Length >= NtpHeader.Length && random.Next(8) != 0)
            {
                request[0] = 0x23;
                DressAsFields(request.AsSpan(NtpHeader.Length), random);
            }

            RespondResult result = Check(request, random);
            Assert.True(result.Reason != RespondReason.Nts, $"{served}, {random}: {Hex.Text(request)}");
            Assert.True(result.Reason != RespondReason.Mac, $"{served}, {random}: {Hex.Text(request)}");
        }
    }

    [Fact]
    public void Respond_FlippedBits_NeverGivesAnAuthenticAnswer()
    {
        Seeded random = Seeded.Create();
        for (int i = 0; i < FlippedPackets; i++)
        {
            byte[] original = Scene.Vectors[Requests[random.Next(Requests.Length)] + ".request"];
            byte[] request = [.. original];
            for (int flips = 1 + random.Next(4); flips > 0; flips--)
            {
                int bit = random.Next(8 * request.Length);
                request[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            RespondResult result = Check(request, random);
            bool harmless = IsPadding(original, request);
            Assert.True(harmless || result.Reason != RespondReason.Nts, $"{random}: {Hex.Text(request)}");
        }
    }

    /// <summary>Padding inside the authenticator is the one part of a packet that nothing authenticates (RFC 8915 §5.6).</summary>
    private static bool IsPadding(byte[] original, byte[] request)
    {
        Assert.Equal(RespondReason.Nts, RequestFields.Parse(original, out RequestFields fields));
        int body = fields.AssociatedData.Length + ExtensionField.HeaderLength;
        int nonceEnd = body + 4 + fields.Nonce.Length;
        int sealedStart = (nonceEnd + 3) & ~3;
        int sealedEnd = sealedStart + fields.SealedText.Length;
        for (int i = 0; i < original.Length; i++)
        {
            bool padding = (i >= nonceEnd && i < sealedStart) || i >= sealedEnd;
            if (original[i] != request[i] && !padding)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes headers of fields with known types and mostly sensible lengths over random octets.</summary>
    private static void DressAsFields(Span<byte> rest, Seeded random)
    {
        while (rest.Length >= 28)
        {
            int length = random.Next(16) == 0 ? random.Next(256) : Math.Min(rest.Length, 16 + (4 * random.Next(24)));
            rest[0] = (byte)(1 + random.Next(4));
            rest[1] = 4;
            rest[2] = 0;
            rest[3] = (byte)Math.Min(length, 252);
            rest = rest[Math.Min(rest.Length, Math.Max(4, (int)rest[3]))..];
        }
    }

    private RespondResult Check(byte[] request, Seeded random)
    {
        RespondResult result = default;
        Exception? thrown = Record.Exception(
            () => result = _responder.Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), _reply));
        Assert.True(thrown is null, $"{random}: {thrown} {Hex.Text(request)}");
        Assert.True(result.Length <= request.Length, $"{random}: {result} to {Hex.Text(request)}");
        Assert.True((result.Length == 0) == (result.Action == RespondAction.Drop), $"{random}: {result} to {Hex.Text(request)}");
        return result;
    }
}
