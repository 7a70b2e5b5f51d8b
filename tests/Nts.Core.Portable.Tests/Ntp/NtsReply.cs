using System;
using System.Collections.Generic;
using Nts.Crypto;
using Nts.Nts;

namespace Nts.Ntp;

/// <summary>What a client of tests/vectors/ntp/nts-aead15.txt reads in a reply.</summary>
internal static class NtsReply
{
    /// <summary>The cookies of an authentic reply.</summary>
    public static List<byte[]> Cookies(ReadOnlySpan<byte> reply)
    {
        ExtensionFieldReader reader = ExtensionFieldReader.InClear(reply[NtpHeader.Length..]);
        Assert.True(reader.MoveNext());
        Assert.Equal(ExtensionFieldType.UniqueIdentifier, reader.Current.Type);
        Assert.True(reader.MoveNext());
        Assert.Equal(ExtensionFieldType.Authenticator, reader.Current.Type);
        Assert.Equal(AuthenticatorStatus.Ok, Authenticator.TryParse(reader.Current.Body, out Authenticator authenticator));
        byte[] plaintext = new byte[authenticator.PlaintextLength];
        AeadKey.Expand(AeadAlgorithm.AesSivCmac256, Scene.Vectors["s2c"], out AeadKey s2c);
        Assert.True(s2c.TryOpen(reply[..(NtpHeader.Length + reader.Current.Offset)], authenticator.Nonce, authenticator.SealedText, plaintext));
        Assert.False(reader.MoveNext());

        List<byte[]> cookies = [];
        ExtensionFieldReader decrypted = ExtensionFieldReader.Decrypted(plaintext);
        while (decrypted.MoveNext())
        {
            Assert.Equal(ExtensionFieldType.Cookie, decrypted.Current.Type);
            cookies.Add(decrypted.Current.Body.ToArray());
        }

        Assert.Equal(ExtensionFieldStatus.Complete, decrypted.Status);
        return cookies;
    }
}
