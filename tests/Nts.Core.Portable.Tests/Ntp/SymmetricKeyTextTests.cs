using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nts.Ntp;

public sealed class SymmetricKeyTextTests
{
    [Fact]
    public void TryParse_EveryKindOfLine_GivesItsKey()
    {
        const string Text = """
            # comment
            % comment
            ; comment
            ! comment

            1 MD5 HEX:00112233445566778899
              2   sha1	ASCII:ten-octets
            3 SHA256 ten-octets-without-a-prefix
            4 SHA384 HEX:00112233445566778899aaBBccDDeeFF
            5 SHA512 ASCII:HEX:0011223344
            6 AES128 HEX:000102030405060708090a0b0c0d0e0f
            7 AES-128 ASCII:sixteen-letters!
            4294967295 AES sixteen-letters!
            """;
        Assert.Equal(SymmetricKeyTextStatus.Ok, Parse(Text.Replace("\n", "\r\n", System.StringComparison.Ordinal), out IReadOnlyList<SymmetricKey> keys, out _));
        Assert.Equal(
            [
                (1, SymmetricKeyAlgorithm.Md5), (2, SymmetricKeyAlgorithm.Sha1), (3, SymmetricKeyAlgorithm.Sha256), (4, SymmetricKeyAlgorithm.Sha384),
                (5, SymmetricKeyAlgorithm.Sha512), (6, SymmetricKeyAlgorithm.Aes128Cmac), (7, SymmetricKeyAlgorithm.Aes128Cmac), (uint.MaxValue, SymmetricKeyAlgorithm.Aes128Cmac),
            ],
            keys.Select(key => (key.Id, key.Algorithm)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# only a comment", 0)]
    [InlineData("1 SHA1 0123456789", 1)]
    public void TryParse_FewLines_GivesAsManyKeys(string text, int count)
    {
        Assert.Equal(SymmetricKeyTextStatus.Ok, Parse(text, out IReadOnlyList<SymmetricKey> keys, out _));
        Assert.Equal(count, keys.Count);
    }

    [Theory]
    [InlineData("no type", "1 0123456789", SymmetricKeyTextStatus.Layout)]
    [InlineData("identifier alone", "1", SymmetricKeyTextStatus.Layout)]
    [InlineData("a fourth word", "1 SHA1 0123456789 0123456789", SymmetricKeyTextStatus.Layout)]
    [InlineData("identifier 0, which is no key", "0 SHA1 0123456789", SymmetricKeyTextStatus.Id)]
    [InlineData("negative identifier", "-1 SHA1 0123456789", SymmetricKeyTextStatus.Id)]
    [InlineData("identifier of 33 bits", "4294967296 SHA1 0123456789", SymmetricKeyTextStatus.Id)]
    [InlineData("identifier in hexadecimal", "0x1 SHA1 0123456789", SymmetricKeyTextStatus.Id)]
    [InlineData("identifier with a tail", "1, SHA1 0123456789", SymmetricKeyTextStatus.Id)]
    [InlineData("unknown type", "1 SHA3-256 0123456789", SymmetricKeyTextStatus.Type)]
    [InlineData("AES-256", "1 AES256 HEX:0000", SymmetricKeyTextStatus.Type)]
    [InlineData("not hexadecimal", "1 SHA1 HEX:0123456789abcdefghij", SymmetricKeyTextStatus.Hex)]
    [InlineData("half an octet", "1 SHA1 HEX:0123456789abcdef01234", SymmetricKeyTextStatus.Hex)]
    [InlineData("AES key of 15 octets", "1 AES128 HEX:000102030405060708090a0b0c0d0e", SymmetricKeyTextStatus.AesLength)]
    [InlineData("AES key of 17 octets", "1 AES128 HEX:000102030405060708090a0b0c0d0e0f10", SymmetricKeyTextStatus.AesLength)]
    [InlineData("AES key as text", "1 AES128 0123456789", SymmetricKeyTextStatus.AesLength)]
    [InlineData("SHA key of 9 octets", "1 SHA256 012345678", SymmetricKeyTextStatus.TooShort)]
    [InlineData("no key behind the prefix", "1 SHA256 HEX:", SymmetricKeyTextStatus.TooShort)]
    [InlineData("identifier twice", "1 SHA256 0123456789\n2 SHA1 0123456789\n1 MD5 0123456789", SymmetricKeyTextStatus.IdRepeated, 3)]
    [InlineData("second line", "1 SHA256 0123456789\n2 SHA2 0123456789", SymmetricKeyTextStatus.Type, 2)]
    public void TryParse_OneMistake_NamesItAndItsLine(string why, string text, SymmetricKeyTextStatus status, int line = 1)
    {
        SymmetricKeyTextStatus found = Parse(text, out IReadOnlyList<SymmetricKey> keys, out int foundLine);
        Assert.True((status, line) == (found, foundLine), $"{why}: {found} in line {foundLine}");
        Assert.Empty(keys);
    }

    [Fact]
    public void TryParse_KeyTooLong_NamesIt() =>
        Assert.Equal(SymmetricKeyTextStatus.TooLong, Parse("1 SHA256 " + new string('k', SymmetricKey.MaxLength + 1), out _, out _));

    [Fact]
    public void TryParse_TooManyKeys_NamesTheFirstTooMany()
    {
        string text = string.Join('\n', Enumerable.Range(1, SymmetricKeyText.MaxKeys + 1).Select(id => $"{id} SHA1 0123456789"));
        Assert.Equal(SymmetricKeyTextStatus.TooMany, Parse(text, out _, out int line));
        Assert.Equal(SymmetricKeyText.MaxKeys + 1, line);
    }

    private static SymmetricKeyTextStatus Parse(string text, out IReadOnlyList<SymmetricKey> keys, out int line) =>
        SymmetricKeyText.TryParse(Encoding.UTF8.GetBytes(text), out keys, out line);
}
