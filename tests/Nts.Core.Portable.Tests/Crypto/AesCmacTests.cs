using Nts.TestKit;

namespace Nts.Crypto;

public sealed class AesCmacTests
{
    private const string Key = "2b7e1516 28aed2a6 abf71588 09cf4f3c";

    [SkippableTheory]
    [InlineData("hardware")]
    [InlineData("portable")]
    public void Rfc4493_Subkeys_AreGenerated(string backEnd)
    {
        byte[] subkey = CryptoBackEnd.Get(backEnd).CmacSubkey(Hex.Bytes(Key));
        Assert.Equal("fbeed618357133667c85e08f7236a8de", Hex.Text(subkey));
    }

    [SkippableTheory]
    [InlineData("hardware", "", "bb1d6929e95937287fa37d129b756746")]
    [InlineData("hardware", "6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData("hardware", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411", "dfa66747de9ae63030ca32611497c827")]
    [InlineData("hardware", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710", "51f0bebf7e3b9d92fc49741779363cfe")]
    [InlineData("portable", "", "bb1d6929e95937287fa37d129b756746")]
    [InlineData("portable", "6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData("portable", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411", "dfa66747de9ae63030ca32611497c827")]
    [InlineData("portable", "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710", "51f0bebf7e3b9d92fc49741779363cfe")]
    public void Rfc4493_Examples1To4_GiveTheTag(string backEnd, string message, string tag) =>
        Assert.Equal(tag, Hex.Text(CryptoBackEnd.Get(backEnd).Cmac(Hex.Bytes(Key), Hex.Bytes(message))));
}
