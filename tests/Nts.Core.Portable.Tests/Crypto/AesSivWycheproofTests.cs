using Nts.TestKit;

namespace Nts.Crypto;

/// <summary>Valid cases with a 32-byte key from C2SP/wycheproof, testvectors_v1/aead_aes_siv_cmac_test.json, by their tcId: those that other vectors miss.</summary>
public sealed class AesSivWycheproofTests
{
    /// <summary>Why, key, associated data, nonce, plaintext, sealed text.</summary>
    public static TheoryData<string, string, string, string, string, string> Cases { get; } = new()
    {
        {
            "14: empty plaintext",
            "ec23c7ca157af267fa3bb7bf8da082f07519e12270343dc3561874d0fbd3b34b",
            "6ff015cb65f7359f0ec7a7da41877f1e375dc87f22ff11125772c3254f1ddb748dab20aec199490010d811085d1366bc4fd72d0b6899e4ec0a96b46d7debcf",
            "cee161cc77d6f601b436f768",
            "",
            "0e063f0b0f1b3beae83d8a332a42f3a4"
        },
        {
            "16: empty plaintext, 65 bytes of associated data",
            "4c8e95a7361bb37849b16f0e5f9a6eab87391339d951d7404ff5cd829c087a6b",
            "94d06edcfa5ae3d27b9953fe5df0cca6194ff6dfa94d82b7359cb387dd5e80c6186fbf1748c192bb0c688ebb471b9020fe8fbfaee3dee8787ace3c20dd50be083e",
            "b4a8de71fb0fe172ff6d89b6",
            "",
            "ef38e2af2754b74f6e91903a1e2eaf1d"
        },
        {
            "278: SIV all zeroes",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000102030405060708090a0b0c0d0e0f",
            "000102030405060708090a0b0c0d0e0f",
            "83f4c9290c62c562d18a723509a9b593",
            "000000000000000000000000000000006e57f9d0028e140ed1b42d85926646cb"
        },
        {
            "280: SIV all ones",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000102030405060708090a0b0c0d0e0f",
            "000102030405060708090a0b0c0d0e0f",
            "8f866f47e20b6a3a28f1a3d5f766aafb",
            "ffffffffffffffffffffffffffffffff9f7c1e6f54f1cb3342f5f25e23af8d35"
        },
        {
            "282: SIV with a counter that must not wrap at 32 bits",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000102030405060708090a0b0c0d0e0f",
            "000102030405060708090a0b0c0d0e0f",
            "56b5708abfe9453a6793bfc7caa752da",
            "ffffffffffffffffffffffff7fffffff464f01a20913e4330d97ee4c1e6e7514"
        },
        {
            "284: SIV with a counter that must not wrap at 64 bits",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000102030405060708090a0b0c0d0e0f",
            "000102030405060708090a0b0c0d0e0f",
            "4643cb6fd9d0777021dab66d0c387537",
            "ffffffffffffffff7fffffffffffffff56b9ba476f2ad6794bdee7e6d8f152f9"
        },
        {
            "286: SIV ends in fe",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "000102030405060708090a0b0c0d0e0f",
            "000102030405060708090a0b0c0d0e0f",
            "2efd3d9e2415a3c07409ab7b442271e4",
            "fffffffffffffffffffffffffffffffe7c9fc0d0356cfe308cba4d20a7f92b5f"
        },
        {
            "859: all empty, nonce of one byte",
            "8f9a38c1014966e4d9ae736139c5e79b99345874f42d4c7d2c81aa6797c417c0",
            "",
            "a9",
            "",
            "dae32ca345ff597fcbbbf0467c2ff7f6"
        },
        {
            "881: nonce of 40 bytes",
            "436af9532aa295d3defc388afe0d098ccb09a53d004bdf4a7b6992c2382fee03",
            "",
            "d124afcbf0773e7d10c84708ad7f86faff8d11ae99f92feb81427e016ffc5b39346c43c4a2a0d05e",
            "",
            "99abd1e93928bba5bca22529da6f2801"
        },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Seal_OnHardware_GivesTheSealedText(string why, string key, string associatedData, string nonce, string plaintext, string sealedText) =>
        Verify("hardware", why, key, associatedData, nonce, plaintext, sealedText);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Seal_OnPortable_GivesTheSealedText(string why, string key, string associatedData, string nonce, string plaintext, string sealedText) =>
        Verify("portable", why, key, associatedData, nonce, plaintext, sealedText);

    private static void Verify(string backEnd, string why, string key, string associatedData, string nonce, string plaintext, string sealedText)
    {
        byte[] actual = SivBackEnd.Get(backEnd).Seal(Hex.Bytes(key), Hex.Bytes(plaintext), Hex.Bytes(associatedData), Hex.Bytes(nonce));
        Assert.True(sealedText == Hex.Text(actual), why);
    }
}
