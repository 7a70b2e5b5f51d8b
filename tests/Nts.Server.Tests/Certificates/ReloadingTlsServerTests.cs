using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nts.Drivers.OpenSsl;

namespace Nts.Server.Certificates;

/// <summary>Every way in which owners replace certificates, good and bad.</summary>
public sealed class ReloadingTlsServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-reload-");
    private readonly SteppedTime _time = new();
    private readonly List<CertificateStatus> _changes = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Look_NothingChanged_LoadsNothing()
    {
        using ReloadingTlsServer server = Serve(Pair(days: 100));

        Look(times: 5);

        Assert.Empty(_changes);
        Assert.Equal(Day(100), server.Status.NotAfter);
    }

    [Fact]
    public void Look_WrittenInPlace_ServesTheNewPair()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        (string newCertificate, string newKey) = Pair(days: 200);

        File.WriteAllText(certificate, File.ReadAllText(newCertificate));
        File.WriteAllText(key, File.ReadAllText(newKey));
        Look();

        Assert.Equal((certificate, Day(200), null), Shown(Assert.Single(_changes)));
        Assert.Equal(Day(200), server.Status.NotAfter);
    }

    [Fact]
    public void Look_ReplacedByRename_ServesTheNewPair()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        (string newCertificate, string newKey) = Pair(days: 200);

        File.Move(newCertificate, certificate, overwrite: true);
        File.Move(newKey, key, overwrite: true);
        Look();

        Assert.Equal(Day(200), server.Status.NotAfter);
    }

    /// <summary>As certbot does it: <c>live/</c> holds links, and a renewal makes them point to other files of <c>archive/</c>.</summary>
    [Fact]
    public void Look_SymbolicLinksPointElsewhere_ServesTheNewPair()
    {
        (string certificate, string key) = Pair(days: 100);
        string certificateLink = Path.Combine(_folder.FullName, "fullchain.pem");
        string keyLink = Path.Combine(_folder.FullName, "privkey.pem");
        File.CreateSymbolicLink(certificateLink, certificate);
        File.CreateSymbolicLink(keyLink, key);
        using ReloadingTlsServer server = Serve((certificateLink, keyLink));
        (string newCertificate, string newKey) = Pair(days: 200);

        File.Delete(certificateLink);
        File.CreateSymbolicLink(certificateLink, newCertificate);
        File.Delete(keyLink);
        File.CreateSymbolicLink(keyLink, newKey);
        Look();

        Assert.Equal(Day(200), server.Status.NotAfter);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Look_OneFileAfterTheOther_NeverServesAMismatchAndSaysNothing(bool isCertificateFirst)
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        (string newCertificate, string newKey) = Pair(days: 200);
        (string From, string To)[] moves = [(newCertificate, certificate), (newKey, key)];
        moves = isCertificateFirst ? moves : [moves[1], moves[0]];

        File.Move(moves[0].From, moves[0].To, overwrite: true);
        Look();
        Assert.Equal((certificate, Day(100), null), Shown(server.Status));
        File.Move(moves[1].From, moves[1].To, overwrite: true);
        Look();

        Assert.Equal((certificate, Day(200), null), Shown(Assert.Single(_changes)));
    }

    [Theory]
    [InlineData("no certificate", "not a certificate", null, "no start line")]
    [InlineData("empty certificate", "", null, "is not usable")]
    [InlineData("no key", null, "not a key", "is not usable")]
    [InlineData("certificate cut off", "-----BEGIN CERTIFICATE-----\nMIIB", null, "is not usable")]
    public void Look_BadFile_KeepsTheOldPairAndSaysWhyOnce(string why, string? certificateText, string? keyText, string reason)
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));

        File.WriteAllText(certificateText is null ? key : certificate, certificateText ?? keyText);
        Look(times: 5);

        CertificateStatus status = Assert.Single(_changes);
        Assert.True(status.Problem?.Contains(reason, StringComparison.Ordinal), $"{why}: {status.Problem}");
        Assert.Equal((Day(100), status), (status.NotAfter, server.Status));
        server.Accept().Dispose();
    }

    [Fact]
    public void Look_FileGone_KeepsTheOldPairAndSaysWhyOnce()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));

        File.Delete(key);
        Look(times: 5);

        Assert.Contains("No such file", Assert.Single(_changes).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_KeyOfAnotherCertificateStays_SaysSo()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));

        File.Move(Pair(days: 200).Key, key, overwrite: true);
        Look(times: 2);

        Assert.Contains("values mismatch", Assert.Single(_changes).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_BadFileMended_ServesAgainWithoutAProblem()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        string good = File.ReadAllText(certificate);
        File.WriteAllText(certificate, "nothing");
        Look(times: 2);

        File.WriteAllText(certificate, good);
        Look();

        Assert.Equal([false, true], _changes.Select(status => status.Problem is null));
        Assert.Null(server.Status.Problem);
    }

    [Fact]
    public void Look_NewOneHasEnded_KeepsTheOneThatHasNot()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        (string ended, string endedKey) = Pair(days: -1);

        File.Move(ended, certificate, overwrite: true);
        File.Move(endedKey, key, overwrite: true);
        Look(times: 2);

        Assert.Contains("ended at 2026-02-28", Assert.Single(_changes).Problem, StringComparison.Ordinal);
        Assert.Equal(Day(100), server.Status.NotAfter);
    }

    [Fact]
    public void Reload_BadFile_SaysSoAtOnce()
    {
        (string certificate, string key) = Pair(days: 100);
        using ReloadingTlsServer server = Serve((certificate, key));
        File.WriteAllText(certificate, "nothing");

        server.Reload();

        Assert.NotNull(Assert.Single(_changes).Problem);
    }

    [Fact]
    public void Reload_NothingChanged_SaysSo()
    {
        using ReloadingTlsServer server = Serve(Pair(days: 100));

        server.Reload();

        Assert.Null(Assert.Single(_changes).Problem);
    }

    [Fact]
    public void Constructor_BadFile_Throws()
    {
        (string certificate, string key) = Pair(days: 100);
        File.WriteAllText(key, "nothing");

        Assert.Throws<TlsException>(() => Serve((certificate, key)));
    }

    [Theory]
    [InlineData(100, false, "valid until 2026-06-09 12:00Z")]
    [InlineData(13, true, "it ends at 2026-03-14 12:00Z, in 13 days")]
    [InlineData(-1, true, "it ENDED at 2026-02-28 12:00Z")]
    public void Describe_Status_SaysWhatAnOwnerMustKnow(int days, bool needsAttention, string text)
    {
        CertificateStatus status = new("server.pem", new([], Day(-400), Day(days), ""));

        Assert.Equal((needsAttention, $"server.pem, {text}"), (status.NeedsAttention(_time.Start), status.Describe(_time.Start)));
    }

    private ReloadingTlsServer Serve((string Certificate, string Key) files) => new(files.Certificate, files.Key, _time, _changes.Add);

    private static (string File, DateTimeOffset NotAfter, string? Problem) Shown(CertificateStatus status) => (status.File, status.NotAfter, status.Problem);

    private void Look(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            _time.Advance(Reloading<TlsServer>.Period);
        }
    }

    private DateTimeOffset Day(int days) => _time.Start.AddDays(days);

    private (string Certificate, string Key) Pair(int days)
    {
        string path = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        return TestPair.Write(path + ".pem", path + ".key", _time.Start.AddDays(-2), Day(days));
    }
}
