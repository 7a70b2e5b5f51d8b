using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;

namespace Nts.Vectors;

/// <summary>What tests/vectors/nts say of the packets' parts is what our readers find there.</summary>
public sealed class NamedFieldTests
{
    public static TheoryData<int, int> Exchanges => NtsVectors.Cases("ntp");

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Header_OfBothPackets_IsAsNamed(int id, int index)
    {
        foreach (JsonElement packet in Packets(id, index))
        {
            JsonElement named = packet.GetProperty("header");
            Assert.True(NtpHeader.TryParse(packet.Bytes("hex"), out NtpHeader header));
            Assert.Equal(
                (named.Number("leap"), named.Number("version"), named.Number("mode"), named.Number("stratum"), named.Number("poll"), named.Number("precision")),
                ((int)header.Leap, header.Version, (int)header.Mode, (int)header.Stratum.Value, header.Poll.Exponent, header.Precision.Exponent));
            Assert.Equal(
                packet.Text("hex")[8..96],
                named.Text("root_delay") + named.Text("root_dispersion") + named.Text("reference_id") + named.Text("reference_timestamp")
                    + named.Text("origin_timestamp") + named.Text("receive_timestamp") + named.Text("transmit_timestamp"));
        }
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void ExtensionFields_OfBothPackets_AreAsNamed(int id, int index)
    {
        foreach (JsonElement packet in Packets(id, index))
        {
            byte[] octets = packet.Bytes("hex");
            Assert.Equal(Named(packet.GetProperty("extension_fields")), Found(ExtensionFieldReader.InClear(octets.AsSpan(NtpHeader.Length))));
        }
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Authenticator_OfBothPackets_IsAsNamedAndOpens(int id, int index)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        (byte[] c2s, byte[] s2c) = vectors.KeysOf(vectors.Case("ntp", index));
        byte[][] keys = [c2s, s2c];
        foreach ((JsonElement packet, byte[] key) in Packets(id, index).Zip(keys))
        {
            JsonElement named = packet.GetProperty("authenticator");
            byte[] octets = packet.Bytes("hex");
            int start = named.Number("associated_data_length");
            Assert.Equal(AuthenticatorStatus.Ok, Authenticator.TryParse(octets.AsSpan(start + ExtensionField.HeaderLength), out Authenticator found));
            Assert.Equal((named.Text("nonce"), named.Text("sealed")), (Hex.Text(found.Nonce), Hex.Text(found.SealedText)));

            AeadKey.Expand(vectors.Algorithm, key, out AeadKey expanded);
            byte[] plaintext = new byte[found.PlaintextLength];
            Assert.True(expanded.TryOpen(octets.AsSpan(0, start), found.Nonce, found.SealedText, plaintext));
            Assert.Equal(named.Text("plaintext"), Hex.Text(plaintext));
            Assert.Equal(Named(named.GetProperty("encrypted_extension_fields")), Found(ExtensionFieldReader.Decrypted(plaintext)));
        }
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void Cookies_OfBothPackets_HoldTheKeys(int id, int index)
    {
        NtsVectors vectors = NtsVectors.Of(id);
        JsonElement exchange = vectors.Case("ntp", index);
        (byte[] c2s, byte[] s2c) = vectors.KeysOf(exchange);
        JsonElement[] sent = [exchange.GetProperty("request").GetProperty("extension_fields")[1]];
        foreach (JsonElement field in sent.Concat(
            exchange.GetProperty("reply").GetProperty("authenticator").GetProperty("encrypted_extension_fields").EnumerateArray()))
        {
            CookieStatus status = Cookie.TryOpen(vectors.Ring().Snapshot, field.Bytes("body"), new byte[CookieSecrets.MaxLength], out CookieSecrets secrets);
            Assert.Equal((CookieStatus.Ok, vectors.Algorithm), (status, secrets.Algorithm));
            Assert.Equal((Hex.Text(c2s), Hex.Text(s2c)), (Hex.Text(secrets.C2S), Hex.Text(secrets.S2C)));
        }
    }

    private static JsonElement[] Packets(int id, int index)
    {
        JsonElement exchange = NtsVectors.Of(id).Case("ntp", index);
        return [exchange.GetProperty("request"), exchange.GetProperty("reply")];
    }

    private static List<string> Named(JsonElement fields) => [.. fields.EnumerateArray().Select(f => $"{f.Text("type")} {f.Number("length")} {f.Text("body")}")];

    private static List<string> Found(ExtensionFieldReader reader)
    {
        List<string> found = [];
        while (reader.MoveNext())
        {
            ExtensionField field = reader.Current;
            found.Add($"{(int)field.Type:x4} {ExtensionField.HeaderLength + field.Body.Length} {Hex.Text(field.Body)}");
        }

        return found;
    }
}
