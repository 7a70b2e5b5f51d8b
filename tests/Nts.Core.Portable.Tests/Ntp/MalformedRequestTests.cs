using Nts.TestKit;

namespace Nts.Ntp;

/// <summary>Requests that must not get the time, each with the one reason.</summary>
public sealed class MalformedRequestTests
{
    private const string Z4 = "00000000";
    private const string Z8 = Z4 + Z4;
    private const string Z12 = Z8 + Z4;
    private const string Z16 = Z8 + Z8;
    private const string Z24 = Z16 + Z8;
    private const string Z32 = Z16 + Z16;
    private const string Z64 = Z32 + Z32;
    private const string Z96 = Z64 + Z32;
    private const string Rest = Z32 + Z4 + "01234567 89abcdef";
    private const string V4 = "23000000" + Rest + " ";
    private const string V3 = "1b000000" + Rest + " ";

    private const string Uid = "01040024" + Z32 + " ";
    private const string Cookie = "02040068" + "ffffffff" + Z96 + " ";
    private const string Placeholder = "03040068" + Z4 + Z96 + " ";
    private const string Auth = "04040028 00100010" + Z16 + Z16;

    [Theory]
    [InlineData("empty", "", RespondReason.Truncated)]
    [InlineData("one octet", "23", RespondReason.Truncated)]
    [InlineData("47 octets", "23" + Z32 + Z12 + "0000", RespondReason.Truncated)]
    [InlineData("mode 6 query of 12 octets", "1602 0001" + Z8, RespondReason.Truncated)]
    [InlineData("49 octets", V4 + "00", RespondReason.LengthMisaligned)]
    [InlineData("50 octets", V4 + "0000", RespondReason.LengthMisaligned)]
    [InlineData("51 octets", V4 + "000000", RespondReason.LengthMisaligned)]
    [InlineData("NTS request and one octet", V4 + Uid + Cookie + Auth + "00", RespondReason.LengthMisaligned)]
    [InlineData("NTS request without its last octet", V4 + Uid + Cookie + "04040028 00100010" + Z16 + Z12 + "000000", RespondReason.LengthMisaligned)]
    [InlineData("version 0", "03000000" + Rest, RespondReason.Version)]
    [InlineData("version 0 in mode 0", "00000000" + Rest, RespondReason.Version)]
    [InlineData("version 5", "2b000000" + Rest, RespondReason.Version)]
    [InlineData("version 6", "33000000" + Rest, RespondReason.Version)]
    [InlineData("version 7", "3b000000" + Rest, RespondReason.Version)]
    [InlineData("all ones", "ffffffff" + Rest, RespondReason.Version)]
    [InlineData("version 5 with NTS fields", "2b000000" + Rest + Uid + Cookie + Auth, RespondReason.Version)]
    [InlineData("mode 0", "20000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 0 of version 2", "10000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 0 of version 3", "18000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 1 with NTS fields", "21000000" + Rest + Uid + Cookie + Auth, RespondReason.NotClient)]
    [InlineData("mode 1 with a unique identifier", "21000000" + Rest + Uid, RespondReason.NotClient)]
    [InlineData("mode 2, symmetric passive", "22000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 4, another server", "24000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 2 of version 1", "0a000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 4 of version 1", "0c000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 4 of version 3", "1c000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 5, broadcast", "25000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 6, control", "26000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 7, private", "27000000" + Rest, RespondReason.NotClient)]
    [InlineData("monlist, mode 7 of version 2", "1700032a" + Rest, RespondReason.NotClient)]
    [InlineData("mode 4 with NTS fields", "24000000" + Rest + Uid + Cookie + Auth, RespondReason.NotClient)]
    [InlineData("crypto-NAK", V4 + Z4, RespondReason.MacLength)]
    [InlineData("MD5", V4 + "00000001" + Z16, RespondReason.MacUnknownKey)]
    [InlineData("SHA-1", V4 + "00000001" + Z16 + Z4, RespondReason.MacUnknownKey)]
    [InlineData("8 octets that fit no code", V4 + Z8, RespondReason.MacLength)]
    [InlineData("version 3 with MD5", V3 + "00000001" + Z16, RespondReason.MacUnknownKey)]
    [InlineData("version 3 with what would be NTS fields", V3 + Uid + Cookie + Auth, RespondReason.MacLength)]
    [InlineData("version 1 with 4 octets more", "0b000000" + Rest + Z4, RespondReason.MacLength)]
    [InlineData("field of 16 octets at the end", V4 + "01040010" + Z12, RespondReason.MacLength)]
    [InlineData("unique identifier, then MD5", V4 + Uid + "00000001" + Z16, RespondReason.MacUnknownKey)]
    [InlineData("control message of version 2, of full length", "16000000" + Rest, RespondReason.NotClient)]
    [InlineData("mode 7 of version 3", "1f000000" + Rest, RespondReason.NotClient)]
    [InlineData("broadcast of version 3 with MD5", "1d000000" + Rest + "00000001" + Z16, RespondReason.NotClient)]
    [InlineData("server's reply with SHA-1", "24000000" + Rest + "00000001" + Z16 + Z4, RespondReason.NotClient)]
    [InlineData("12 octets that fit no code", V4 + "00000001" + Z8, RespondReason.MacLength)]
    [InlineData("code of 16 octets", V4 + "00000001" + Z12, RespondReason.MacLength)]
    [InlineData("version 3 with a crypto-NAK", V3 + Z4, RespondReason.MacLength)]
    [InlineData("version 3 with 8 octets more", V3 + Z8, RespondReason.MacLength)]
    [InlineData("version 3 with a code of 16 octets", V3 + "00000001" + Z12, RespondReason.MacLength)]
    [InlineData("version 3 with MS-SNTP's extended authenticator", V3 + "00000001" + Z64 + Z4, RespondReason.MacLength)]
    [InlineData("version 2 with a code of 72 octets", "13000000" + Rest + "00000001" + Z64 + Z4, RespondReason.MacLength)]
    [InlineData("version 3 with SHA-512 of an unknown key", V3 + "00000001" + Z64, RespondReason.MacUnknownKey)]
    [InlineData("unknown field, then SHA-1", V4 + "abcd001c" + Z24 + "00000001" + Z16 + Z4, RespondReason.MacUnknownKey)]
    [InlineData("unique identifier, then a crypto-NAK", V4 + Uid + Z4, RespondReason.MacLength)]
    [InlineData("unique identifier, then 12 octets", V4 + Uid + Z12, RespondReason.MacLength)]
    [InlineData("a whole SHA-256 behind version 4", V4 + "00000001" + Z32, RespondReason.FieldMisaligned)]
    [InlineData("a whole SHA-512 of key 16 behind version 4", V4 + "00000010" + Z64, RespondReason.FieldTooShort)]
    [InlineData("field of length 0", V4 + "01040000" + Z32, RespondReason.FieldTooShort)]
    [InlineData("field of length 4", V4 + "01040004" + Z32, RespondReason.FieldTooShort)]
    [InlineData("field of length 12", V4 + "0104000c" + Z32, RespondReason.FieldTooShort)]
    [InlineData("second field of length 0", V4 + Uid + "02040000" + Z32, RespondReason.FieldTooShort)]
    [InlineData("zeros", V4 + Z64, RespondReason.FieldTooShort)]
    [InlineData("field of length 1", V4 + "01040001" + Z32, RespondReason.FieldMisaligned)]
    [InlineData("field of length 37", V4 + "01040025" + Z32 + Z4, RespondReason.FieldMisaligned)]
    [InlineData("field of length 65535", V4 + "0104ffff" + Z32, RespondReason.FieldMisaligned)]
    [InlineData("unknown field of length 30", V4 + "abcd001e" + Z32, RespondReason.FieldMisaligned)]
    [InlineData("field 4 octets too long", V4 + "01040028" + Z32, RespondReason.FieldBeyondEnd)]
    [InlineData("field of length 65532", V4 + "0104fffc" + Z32, RespondReason.FieldBeyondEnd)]
    [InlineData("unknown field too long", V4 + "abcd0028" + Z32, RespondReason.FieldBeyondEnd)]
    [InlineData("unknown field of length 8", V4 + "abcd0008" + Z32, RespondReason.FieldTooShort)]
    [InlineData("cookie of length 65532", V4 + Uid + "0204fffc" + Z96, RespondReason.FieldBeyondEnd)]
    [InlineData("authenticator that runs into the end", V4 + Uid + Cookie + "0404002c 00100010" + Z32, RespondReason.FieldBeyondEnd)]
    [InlineData("cookie that runs into the end", V4 + Uid + "02040088" + Z4 + Z96, RespondReason.FieldBeyondEnd)]
    [InlineData("unique identifier of 28 octets, plain", V4 + "01040020" + Z24 + Z4, RespondReason.UniqueIdentifierShort)]
    [InlineData("unique identifier of 12 octets, NTS", V4 + "01040010" + Z12 + Cookie + Auth, RespondReason.UniqueIdentifierShort)]
    [InlineData("two unique identifiers, plain", V4 + Uid + Uid, RespondReason.UniqueIdentifierRepeated)]
    [InlineData("two unique identifiers, NTS", V4 + Uid + Cookie + Uid + Auth, RespondReason.UniqueIdentifierRepeated)]
    [InlineData("no unique identifier", V4 + Cookie + Auth, RespondReason.UniqueIdentifierMissing)]
    [InlineData("a cookie alone", V4 + Cookie, RespondReason.UniqueIdentifierMissing)]
    [InlineData("an authenticator alone", V4 + Auth, RespondReason.UniqueIdentifierMissing)]
    [InlineData("a placeholder alone", V4 + Placeholder, RespondReason.UniqueIdentifierMissing)]
    [InlineData("no cookie", V4 + Uid + Auth, RespondReason.CookieMissing)]
    [InlineData("placeholders instead of a cookie", V4 + Uid + Placeholder + Placeholder + Auth, RespondReason.CookieMissing)]
    [InlineData("a placeholder without a cookie or an authenticator", V4 + Uid + Placeholder, RespondReason.CookieMissing)]
    [InlineData("two cookies", V4 + Uid + Cookie + Cookie + Auth, RespondReason.CookieRepeated)]
    [InlineData("two cookies of different lengths", V4 + Uid + Cookie + "02040010" + Z12 + Auth, RespondReason.CookieRepeated)]
    [InlineData("two cookies around a placeholder", V4 + Uid + Cookie + Placeholder + Cookie + Auth, RespondReason.CookieRepeated)]
    [InlineData("no authenticator", V4 + Uid + Cookie, RespondReason.AuthenticatorMissing)]
    [InlineData("MD5 instead of an authenticator", V4 + Uid + Cookie + "00000001" + Z16, RespondReason.AuthenticatorMissing)]
    [InlineData("crypto-NAK instead of an authenticator", V4 + Uid + Cookie + Z4, RespondReason.AuthenticatorMissing)]
    [InlineData("authenticator of 16 octets, which is none at the end", V4 + Uid + Cookie + "04040010" + Z12, RespondReason.AuthenticatorMissing)]
    [InlineData("no authenticator, two placeholders", V4 + Uid + Cookie + Placeholder + Placeholder, RespondReason.AuthenticatorMissing)]
    [InlineData("authenticator first", V4 + Auth + Uid + Cookie, RespondReason.UniqueIdentifierMissing)]
    [InlineData("authenticator before the unique identifier", V4 + Cookie + Auth + Uid, RespondReason.UniqueIdentifierMissing)]
    [InlineData("authenticator before the cookie", V4 + Uid + Auth + Cookie, RespondReason.CookieMissing)]
    [InlineData("authenticator, then a field of length 0", V4 + Uid + Cookie + Auth + "abcd0000" + Z24, RespondReason.FieldTooShort)]
    [InlineData("authenticator, then a field of length 30", V4 + Uid + Cookie + Auth + "abcd001e" + Z32, RespondReason.FieldMisaligned)]
    [InlineData("authenticator, then a field too long", V4 + Uid + Cookie + Auth + "abcd0028" + Z24, RespondReason.FieldBeyondEnd)]
    [InlineData("authenticator and MD5", V4 + Uid + Cookie + Auth + "00000001" + Z16, RespondReason.MacAfterAuthenticator)]
    [InlineData("authenticator and SHA-1", V4 + Uid + Cookie + Auth + "00000001" + Z16 + Z4, RespondReason.MacAfterAuthenticator)]
    [InlineData("authenticator and crypto-NAK", V4 + Uid + Cookie + Auth + Z4, RespondReason.MacAfterAuthenticator)]
    [InlineData("authenticator, unknown field and MD5", V4 + Uid + Cookie + Auth + "abcd001c" + Z24 + "00000001" + Z16, RespondReason.MacAfterAuthenticator)]
    [InlineData("nonce of length 0", V4 + Uid + Cookie + "04040028 00000010" + Z32, RespondReason.NonceLength)]
    [InlineData("neither nonce nor ciphertext", V4 + Uid + Cookie + "04040028 00000000" + Z32, RespondReason.NonceLength)]
    [InlineData("authenticator of 28 octets without room for a tag", V4 + Uid + Cookie + "0404001c 00080010" + Z8 + Z12, RespondReason.CiphertextLength)]
    [InlineData("nonce longer than the field", V4 + Uid + Cookie + "04040028 00240010" + Z32, RespondReason.NonceLength)]
    [InlineData("nonce of length 65535", V4 + Uid + Cookie + "04040028 ffff0010" + Z32, RespondReason.NonceLength)]
    [InlineData("nonce whose padding leaves the field", V4 + Uid + Cookie + "04040028 00210010" + Z32, RespondReason.NonceLength)]
    [InlineData("ciphertext of length 0", V4 + Uid + Cookie + "04040028 00100000" + Z32, RespondReason.CiphertextLength)]
    [InlineData("ciphertext of 15 octets", V4 + Uid + Cookie + "04040028 0010000f" + Z32, RespondReason.CiphertextLength)]
    [InlineData("ciphertext longer than the field", V4 + Uid + Cookie + "04040028 00100014" + Z32, RespondReason.CiphertextLength)]
    [InlineData("ciphertext whose padding leaves the field", V4 + Uid + Cookie + "04040028 00100011" + Z32, RespondReason.CiphertextLength)]
    [InlineData("ciphertext of length 65535", V4 + Uid + Cookie + "04040028 0010ffff" + Z32, RespondReason.CiphertextLength)]
    [InlineData("nonce and ciphertext change places", V4 + Uid + Cookie + "04040028 00200010" + Z32, RespondReason.CiphertextLength)]
    [InlineData("nonce of 8 octets without padding", V4 + Uid + Cookie + "04040020 00080010" + Z8 + Z16, RespondReason.PaddingShort)]
    [InlineData("nonce of 5 octets and its own padding only", V4 + Uid + Cookie + "04040020 00050010" + Z8 + Z16, RespondReason.PaddingShort)]
    [InlineData("nonce of 1 octet, 4 octets of padding", V4 + Uid + Cookie + "04040020 00010010" + Z8 + Z16, RespondReason.PaddingShort)]
    public void Respond_MalformedRequest_DropsWithReason(string why, string hex, RespondReason reason) =>
        AssertResult(why, Hex.Bytes(hex), RespondAction.Drop, reason);

    [Theory]
    [InlineData("cookie of an unknown key", V4 + Uid + Cookie + Auth, RespondReason.CookieKeyUnknown)]
    [InlineData("cookie of 104 octets", V4 + Uid + "0204006c" + Z8 + Z96 + Auth, RespondReason.CookieKeyUnknown)]
    [InlineData("cookie of 96 octets", V4 + Uid + "02040064" + Z96 + Auth, RespondReason.CookieKeyUnknown)]
    [InlineData("two authenticators: the second is unauthenticated", V4 + Uid + Cookie + Auth + Auth, RespondReason.CookieKeyUnknown)]
    [InlineData("unauthenticated unknown field", V4 + Uid + Cookie + Auth + "abcd001c" + Z24, RespondReason.CookieKeyUnknown)]
    [InlineData("unauthenticated placeholder", V4 + Uid + Cookie + Auth + Placeholder, RespondReason.CookieKeyUnknown)]
    [InlineData("unauthenticated cookie", V4 + Uid + Cookie + Auth + Cookie, RespondReason.CookieKeyUnknown)]
    [InlineData("unauthenticated unique identifier", V4 + Uid + Cookie + Auth + Uid, RespondReason.CookieKeyUnknown)]
    [InlineData("cookie of 12 octets", V4 + Uid + "02040010" + Z12 + Auth, RespondReason.CookieLength)]
    [InlineData("cookie of zeros under the current key", V4 + Uid + "02040068 11223344" + Z96 + Auth, RespondReason.CookieForged)]
    [InlineData("cookie of zeros under the next key", V4 + Uid + "02040068 0a0b0c0d" + Z96 + Auth, RespondReason.CookieForged)]
    [InlineData("cookie and authenticator, identifier last but one", V4 + Cookie + Uid + Auth, RespondReason.CookieKeyUnknown)]
    public void Respond_UnusableCookie_RefusesWithReason(string why, string hex, RespondReason reason) =>
        AssertResult(why, Hex.Bytes(hex), RespondAction.Kiss, reason);

    [Theory]
    [InlineData("client.mac-md5")]
    [InlineData("client.mac-sha1")]
    [InlineData("client.mac-aes128")]
    [InlineData("client.mac-sha512")]
    public void Respond_RequestOfChronydWithSymmetricKey_Drops(string name) =>
        AssertResult(name, VectorFile.Load("chronyd-4.3.txt")[name], RespondAction.Drop, RespondReason.MacUnknownKey);

    [Theory]
    [InlineData("client.v4")]
    [InlineData("client.v3")]
    [InlineData("client.xleave")]
    [InlineData("client.extfield-f323")]
    public void Respond_RequestOfChronyd_Answers(string name) =>
        AssertResult(name, VectorFile.Load("chronyd-4.3.txt")[name], RespondAction.Answer, RespondReason.Plain);

    [Fact]
    public void Respond_OneWordTooLong_Drops()
    {
        byte[] request = new byte[NtpResponder.MaxPacketLength + 4];
        request[0] = 0x23;
        AssertResult("2052 octets", request, RespondAction.Drop, RespondReason.Oversized);
    }

    private static void AssertResult(string why, byte[] request, RespondAction action, RespondReason reason)
    {
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        RespondResult result = new NtpResponder(Scene.Ring(), new CountingRandom())
            .Respond(Scene.Request(request), Scene.Locked, Scene.Clock(), reply);
        int length = action switch { RespondAction.Kiss => 84, RespondAction.Answer => NtpHeader.Length, _ => 0 };
        Assert.True(new RespondResult(action, reason, length) == result, $"{why}: {result}");
    }
}
