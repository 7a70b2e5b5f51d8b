using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Nts.Crypto;
using Nts.KeyEstablishment;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Vectors;

/// <summary>Messages of tests/vectors/nts, made and judged by our server and our client.</summary>
public sealed class KeyEstablishmentVectorTests
{
    public static TheoryData<int, int> Exchanges => NtsVectors.Cases("key_establishment");

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Negotiate_Request_ChoosesTheAlgorithm(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("key_establishment", index);
        Negotiation negotiation = RequestNegotiator.Negotiate(exchange.GetProperty("request").Bytes("hex"));
        Assert.Equal(new Negotiation(RequestReason.Accepted, (AeadAlgorithm)id, Has1024(exchange.GetProperty("request"))), negotiation);
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void TryWriteAgreement_Decision_GivesTheResponse(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("key_establishment", index);
        Negotiation negotiation = RequestNegotiator.Negotiate(exchange.GetProperty("request").Bytes("hex"));
        JsonElement response = exchange.GetProperty("response");
        byte[][] cookies = [.. Bodies(response, KeRecordType.NewCookie)];
        byte[] room = new byte[KeLimits.ResponseRoom];
        Assert.True(ResponseWriter.TryWriteAgreement(room, negotiation, Address(response), [.. cookies.SelectMany(c => c)], cookies[0].Length, out int written));
        Assert.Equal(response.Text("hex"), Hex.Text(room.AsSpan(0, written)));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Seal_Cookies_GivesThoseOfTheResponse(int id, int index)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        JsonElement exchange = vectors.Case("key_establishment", index);
        (byte[] c2s, byte[] s2c) = vectors.KeysOf(exchange);
        Ntp.CountingRandom random = new();
        foreach (byte[] expected in Bodies(exchange.GetProperty("response"), KeRecordType.NewCookie))
        {
            byte[] cookie = new byte[Cookie.LengthFor(vectors.Algorithm)];
            Cookie.Seal(vectors.Ring().Snapshot, vectors.Algorithm, c2s, s2c, random, cookie);
            Assert.Equal(Hex.Text(expected), Hex.Text(cookie));
        }
    }

    /// <summary>Our client says record 1024 whenever it offers 30, so it makes all requests but those that are about its absence.</summary>
    [Theory]
    [MemberData(nameof(Exchanges))]
    public void TryWrite_Offer_GivesTheRequest(int id, int index)
    {
        JsonElement request = NtsVectors.Of(id).Case("key_establishment", index).GetProperty("request");
        AeadAlgorithm[] offered = [.. Bodies(request, KeRecordType.AeadAlgorithm).Single().Chunk(2).Select(n => (AeadAlgorithm)((n[0] << 8) | n[1]))];
        byte[] room = new byte[64];
        Assert.True(RequestWriter.TryWrite(room, offered, out int written));
        string expected = offered.Contains(AeadAlgorithm.Aes128GcmSiv) && !Has1024(request)
            ? request.Text("hex").Replace("80000000", "0400000080000000", StringComparison.Ordinal)
            : request.Text("hex");
        Assert.Equal(expected, Hex.Text(room.AsSpan(0, written)));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Parse_Response_GrantsWhatIsNamed(int id, int index)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        JsonElement response = vectors.Case("key_establishment", index).GetProperty("response");
        Assert.Equal(ResponseReason.Accepted, ResponseParser.Parse(response.Bytes("hex"), [vectors.Algorithm], out KeyEstablishmentResponse? granted));
        Assert.Equal((vectors.Algorithm, Address(response), Has1024(response)), (granted!.Aead, granted.Address, granted.HasRecord1024));
        Assert.Equal(Bodies(response, KeRecordType.NewCookie).Select(c => Hex.Text(c)), granted.Cookies.Select(c => Hex.Text(c)));
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Records_OfBothMessages_AreAsNamed(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("key_establishment", index);
        foreach (JsonElement message in (JsonElement[])[exchange.GetProperty("request"), exchange.GetProperty("response")])
        {
            List<string> found = [];
            KeRecordReader reader = new(message.Bytes("hex"));
            while (reader.TryRead(out KeRecord record))
            {
                found.Add($"{record.IsCritical} {(int)record.Type} {Hex.Text(record.Body)}");
            }

            Assert.Equal(
                message.GetProperty("records").EnumerateArray().Select(r => $"{r.GetProperty("critical").GetBoolean()} {r.Number("type")} {r.Text("body")}"),
                found);
        }
    }

    [Theory]
    [InlineData(15, "context-15")]
    [InlineData(17, "context-17")]
    [InlineData(30, "context-30")]
    [InlineData(30, "context-15")]
    public void TryExport_SecretOfTheVectors_GivesTheKeys(int id, string name)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        JsonElement keys = vectors.AllKeys.GetProperty(name);
        AeadAlgorithm context = name == "context-15" ? KeyExport.OldGcmSivContext : vectors.Algorithm;
        using ExporterOfTls13 tls = new(vectors.Exporter.Bytes("exporter_master_secret"));
        byte[] c2s = new byte[AeadKey.KeySize(vectors.Algorithm)];
        byte[] s2c = new byte[c2s.Length];
        Assert.True(KeyExport.TryExport(tls, context, c2s, s2c));
        Assert.Equal((keys.Text("c2s"), keys.Text("s2c")), (Hex.Text(c2s), Hex.Text(s2c)));
        Assert.Equal([keys.Text("c2s_context"), keys.Text("s2c_context")], tls.Contexts);
        Assert.Equal(vectors.Exporter.Text("label"), Encoding.ASCII.GetString(KeyExport.Label));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(30)]
    public void Sizes_OfTheAlgorithm_AreAsNamed(int id)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        Assert.Equal(
            (vectors.Aead.Number("key_length"), vectors.Aead.Number("nonce_length")),
            (AeadKey.KeySize(vectors.Algorithm), AeadKey.NonceSize(vectors.Algorithm)));
    }

    private static bool Has1024(JsonElement message) => Bodies(message, KeRecordType.CompliantGcmSivExport).Any();

    private static NtpServerAddress Address(JsonElement response)
    {
        byte[]? name = Bodies(response, KeRecordType.Server).SingleOrDefault();
        byte[]? port = Bodies(response, KeRecordType.Port).SingleOrDefault();
        return new NtpServerAddress(name is null ? null : Encoding.ASCII.GetString(name), port is null ? (ushort)123 : (ushort)((port[0] << 8) | port[1]));
    }

    private static IEnumerable<byte[]> Bodies(JsonElement message, KeRecordType type) =>
        message.GetProperty("records").EnumerateArray().Where(r => r.Number("type") == (int)type).Select(r => r.Bytes("body"));
}
