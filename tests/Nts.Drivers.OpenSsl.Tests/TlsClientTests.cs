using System;

namespace Nts.Drivers.OpenSsl;

public sealed class TlsClientTests
{
    [Fact]
    public void TrustingFile_NoFile_NamesItAndSaysWhy() =>
        Assert.Equal(
            "The CA file /nowhere/ca.pem is not usable: No such file or directory",
            Assert.Throws<TlsException>(() => TlsClient.TrustingFile("/nowhere/ca.pem")).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(33)]
    public void TrustingFingerprint_NotSha256_IsRefused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TlsClient.TrustingFingerprint(new byte[length]));
}
