using System;
using System.IO;
using System.Security.Cryptography;

namespace Nts.Drivers.OpenSsl;

public sealed class TlsServerTests(TestCertificate certificate) : IClassFixture<TestCertificate>
{
    [Fact]
    public void Load_NoCertificateFile_NamesItAndSaysWhy()
    {
        TlsException thrown = Assert.Throws<TlsException>(() => TlsServer.Load("/nowhere/server.pem", certificate.KeyFile));

        Assert.Equal("The certificate /nowhere/server.pem is not usable: No such file or directory", thrown.Message);
    }

    [Fact]
    public void Load_CertificateFileWithoutCertificate_SaysSo()
    {
        string file = certificate.Write("empty.pem", "nothing here\n");

        Assert.Contains("no start line", Assert.Throws<TlsException>(() => TlsServer.Load(file, certificate.KeyFile)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_KeyOfAnotherCertificate_SaysSo()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string file = certificate.Write("other.key", key.ExportPkcs8PrivateKeyPem());

        Assert.Contains("values mismatch", Assert.Throws<TlsException>(() => TlsServer.Load(certificate.CertificateFile, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Sec1Key_IsUsable()
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(certificate.KeyFile));
        string file = certificate.Write("sec1.key", key.ExportECPrivateKeyPem());

        using TlsServer server = TlsServer.Load(certificate.CertificateFile, file);
    }
}
