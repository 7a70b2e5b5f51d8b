using System.Text;
using Nts.Crypto;
using Nts.TestKit;

namespace Nts.KeyEstablishment;

public sealed class KeyExportTests
{
    [Theory]
    [InlineData(false, "0000 000f 00")]
    [InlineData(true, "0000 000f 01")]
    public void WriteContext_Rfc8915_5_1_FiveOctets(bool serverToClient, string hex)
    {
        byte[] context = new byte[KeyExport.ContextLength];

        KeyExport.WriteContext(context, AeadAlgorithm.AesSivCmac256, serverToClient);

        Assert.Equal(Hex.Bytes(hex), context);
    }

    [Fact]
    public void Label_Rfc8915_5_1_HasNoVersion() => Assert.Equal("EXPORTER-network-time-security", Encoding.ASCII.GetString(KeyExport.Label));
}
