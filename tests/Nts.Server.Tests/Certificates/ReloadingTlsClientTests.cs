using System;
using System.Collections.Generic;
using System.IO;
using Nts.Drivers.OpenSsl;
using Nts.KeyEstablishment;

namespace Nts.Server.Certificates;

public sealed class ReloadingTlsClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nts-anchors-");
    private readonly SteppedTime _time = new() { Start = TimeProvider.System.GetUtcNow() };
    private readonly List<string?> _changes = [];
    private readonly string _anchors;

    public ReloadingTlsClientTests() => _anchors = Path.Combine(_folder.FullName, "ca.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Look_NewAnchors_TrustsThemAndNoLongerTheOld()
    {
        using TlsServer first = Server("first");
        using TlsServer second = Server("second");
        Trust("first");
        using ReloadingTlsClient client = new(_anchors, _time, _changes.Add);
        Assert.Equal((TlsStatus.Done, TlsStatus.NotTrusted), (Connect(client, first), Connect(client, second)));

        Trust("second");
        _time.Advance(Reloading<TlsClient>.Period);

        Assert.Equal((TlsStatus.NotTrusted, TlsStatus.Done), (Connect(client, first), Connect(client, second)));
        Assert.Equal([null], _changes);
    }

    [Fact]
    public void Look_BadAnchors_KeepsTheOldAndSaysWhyOnce()
    {
        using TlsServer first = Server("first");
        Trust("first");
        using ReloadingTlsClient client = new(_anchors, _time, _changes.Add);

        File.WriteAllText(_anchors, "nothing");
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(Reloading<TlsClient>.Period);
        }

        Assert.Equal(TlsStatus.Done, Connect(client, first));
        Assert.Contains("is not usable", Assert.Single(_changes), StringComparison.Ordinal);
        Assert.NotNull(client.Problem);
    }

    [Fact]
    public void Reload_AskedFor_ReadsAtOnce()
    {
        using TlsServer second = Server("second");
        using TlsServer first = Server("first");
        Trust("first");
        using ReloadingTlsClient client = new(_anchors, _time);
        Trust("second");

        client.Reload();

        Assert.Equal(TlsStatus.Done, Connect(client, second));
    }

    private static TlsStatus Connect(ReloadingTlsClient client, TlsServer server)
    {
        using ITlsSession left = client.Connect("localhost");
        using ITlsSession right = server.Accept();
        byte[] buffer = new byte[16384];
        for (int i = 0; i < 4; i++)
        {
            TlsStatus status = left.Handshake();
            if (status != TlsStatus.NeedsInput)
            {
                return status;
            }

            right.Feed(buffer.AsSpan(0, left.TakeOutput(buffer)));
            _ = right.Handshake();
            left.Feed(buffer.AsSpan(0, right.TakeOutput(buffer)));
        }

        return TlsStatus.Failed;
    }

    private TlsServer Server(string name)
    {
        (string certificate, string key) = TestPair.Write(
            Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, name + ".key"), _time.Start.AddDays(-1), _time.Start.AddDays(1));
        return TlsServer.Load(certificate, key);
    }

    private void Trust(string name) => File.Copy(Path.Combine(_folder.FullName, name), _anchors, overwrite: true);
}
