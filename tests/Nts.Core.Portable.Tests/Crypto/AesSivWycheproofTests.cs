using Nts.TestKit;

namespace Nts.Crypto;

/// <summary>Valid cases with keys of 32 and 64 bytes from C2SP/wycheproof, testvectors_v1/aead_aes_siv_cmac_test.json, by their tcId: those that other vectors miss.</summary>
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
        {
            "574: no associated data",
            "c0c9bbc855833b2af98c9cb1d83dc3e4eb34ef0295e383c25074738b9347bf0064909c710e9cf1ae7a371da088066d840e9459b666032ea8d48a995d555a6ced",
            "",
            "c05920004cef9e69c83d52ad",
            "52b0adc184a4a7e38adbb41cdca9dc25",
            "0811bf5803386a6f677d5f6c75c989078019709bd74ef4e68015775f4e7af127"
        },
        {
            "585: associated data of 40 bytes, plaintext of 12",
            "704c14e46fb9a560bd25cd1f3c112549c81a930b3f0b7a9489a4ebb9989f7da898c640097cc1e3aa2dff412848b01a4550c4b130137af30faf952039cc400656",
            "cde85cdd6b08130b307f49da88329abcb36b8884d5356d1f5e99cb69a0f27432b13de77bf8e9862c",
            "21fd807134a9142cb9b55af3",
            "809a456ed2dca8f48775a86b",
            "ebf785106e57be7605fc10321cf75e067727fdacaa29b9e5c3bb730e"
        },
        {
            "588: empty plaintext, 65 bytes of associated data",
            "d135a1aae0c8f15af32079117a81c12936bca612c4a81bd063a0d087d32bda39df696c977440f8ddf11f9a4de9b7be5700469c98e0ef5fc91a07b7360d55eb0d",
            "1bfe8a27efe9b65f20a28854643dd5d5cf9d48e1661cdcb59027469bb4a78fb194710e0017dccefa0fa7ce801296651f558b8373754f4b6dea25bc1a777d734080",
            "522c32b2b55727c88a20ffba",
            "",
            "c07d4ff8aa4a42534b8b290e1dfb3ebf"
        },
        {
            "849: SIV all zeroes",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "",
            "000102030405060708090a0b0c0d0e0f",
            "db50f899dd8b0e842f71a94d7c8dd47d",
            "000000000000000000000000000000002817bc7210b871a4b3684ae16f55f991"
        },
        {
            "851: SIV all ones",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "",
            "000102030405060708090a0b0c0d0e0f",
            "24bb2c965acf2db26161c34f0c28e0c0",
            "ffffffffffffffffffffffffffffffff6b5f8ac8d24b6cbdda303337280e8e9a"
        },
        {
            "853: SIV with a counter that must not wrap at 32 bits",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "",
            "000102030405060708090a0b0c0d0e0f",
            "a9a26ad2e59f28db33640a34da740a18",
            "ffffffffffffffffffffffff7fffffffe646cc8c6d1b69d48835fa4cfe526442"
        },
        {
            "855: SIV with a counter that must not wrap at 64 bits",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "",
            "000102030405060708090a0b0c0d0e0f",
            "385a39c5073d699bf44b93f93d9e3437",
            "ffffffffffffffff7fffffffffffffff77be9f9b8fb928944f1a638119b85a6d"
        },
        {
            "857: SIV ends in fe",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f",
            "",
            "000102030405060708090a0b0c0d0e0f",
            "47a3d5620596228aafc397605f84845f",
            "fffffffffffffffffffffffffffffffe796b805c8b84721e2188330ba98f5100"
        },
        {
            "871: all empty, nonce of one byte",
            "04ca70364942c17afbe6a3038237d931cbf65a91e2a40e2b98e498503c24437f5808b1e8e42bd4bef53c10c95f1f004fc51784d8981dfc4c137504f6c4a4e78a",
            "",
            "e1",
            "",
            "ca391fa42a818fd85b8557d38837c00b"
        },
        {
            "897: nonce of 40 bytes",
            "ec830081543d79e362fc6b9d30b2a2ef21b769d73152ddc2e5a656d4a4987f392cc44f7566b64668416e63fcda9d19c0362953758c2d792f7b56a38fac87d12a",
            "",
            "e8fc7fca2f5a2ada1fbbe7ed89d65b241f2e3842caa3fc7c39e25ab0056c8fd9464c45d63adc90fb",
            "",
            "f45c8ca5cbf7cb20a28ec963be7eab55"
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
        byte[] actual = CryptoBackEnd.Get(backEnd).Seal(Hex.Bytes(key), Hex.Bytes(plaintext), Hex.Bytes(associatedData), Hex.Bytes(nonce));
        Assert.True(sealedText == Hex.Text(actual), why);
    }
}
