using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Nts.Client;
using Nts.Crypto;
using Nts.Drivers.OpenSsl;
using Nts.Server.KeyEstablishment;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>Real sockets and real TLS on the loopback interface; polls in quick succession.</summary>
public sealed class AssociationRunnerTests(KeyEstablishmentFixture fixture) : IClassFixture<KeyEstablishmentFixture>
{
    private static readonly AssociationOptions Quick = new() { MinPoll = new(-4), MaxPoll = new(-4) };
    private static readonly NtpDuration Ahead = NtpDuration.FromSeconds(0.5);
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Run_PlainServer_MeasuresItFromAnotherPortEachTime()
    {
        using UdpResponder server = new(fixture.Keys, _clock, Ahead);
        AssociationTarget target = new("127.0.0.1", (ushort)server.Address.Port);

        AssociationReport report = await RunUntilAsync(target, usesNts: false, r => r.Status.Accepted == 5);

        Assert.Equal(0.5, report.Status.Best!.Value.Offset.TotalSeconds, 6);
        Assert.Equal((AssociationState.Reachable, server.Address), (report.Status.State, report.Server));
        Assert.Equal(ReferenceId.Gps, report.Sample!.Value.Header.ReferenceId);
        Assert.True(server.Ports.Distinct().Count() >= 4, string.Join(' ', server.Ports));
    }

    [Fact]
    public async Task Run_NtsServer_EstablishesKeysAndKeepsEightCookies()
    {
        using UdpResponder ntp = new(fixture.Keys, _clock, Ahead) { Losses = 2 };
        await using KeyEstablishmentServer server = fixture.Start(options => options with { NtpServer = new("127.0.0.1", (ushort)ntp.Address.Port) });

        AssociationReport report = await RunUntilAsync(Target(server), usesNts: true, r => r.Status.Accepted == 4);

        Assert.Equal(0.5, report.Status.Best!.Value.Offset.TotalSeconds, 6);
        Assert.Equal((8, 1L), (report.Status.Cookies, report.Status.KeyEstablishments));
        Assert.True(report.Sample!.Value.IsAuthentic);
    }

    [Fact]
    public async Task Run_ServerForgetsItsKeys_EstablishesNewOnesAndGoesOn()
    {
        using UdpResponder ntp = new(fixture.Keys, _clock, Ahead);
        await using KeyEstablishmentServer server = fixture.Start(options => options with { NtpServer = new(null, (ushort)ntp.Address.Port) });
        bool isForgotten = false;

        AssociationReport report = await RunUntilAsync(Target(server), usesNts: true, r =>
        {
            if (!isForgotten && r.Status.Accepted == 2)
            {
                isForgotten = true;
                for (int i = 0; i < 5; i++)
                {
                    fixture.Keys.Rotate(SystemRandom.Instance);
                }
            }

            return r.Status.Accepted == 4;
        });

        Assert.Equal((2L, 2L), (report.Status.KeyEstablishments, report.Status.Naks));
    }

    [Fact]
    public async Task Run_NobodyListens_SaysWhy()
    {
        using Socket unused = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        AssociationTarget target = new("127.0.0.1", (ushort)((IPEndPoint)unused.LocalEndPoint!).Port);
        unused.Dispose();

        AssociationReport report = await RunUntilAsync(target, usesNts: false, r => r.Failure.Length > 0);

        Assert.Equal(new SocketException((int)SocketError.ConnectionRefused).Message, report.Failure);
    }

    [Fact]
    public async Task Run_NoKeyServer_SaysWhyAndDoesNotPoll()
    {
        AssociationReport report = await RunUntilAsync(new("127.0.0.1", 1), usesNts: true, r => r.Failure.Length > 0);

        Assert.Equal((AssociationState.NoKeys, AssociationTrouble.KeyEstablishment, 0L), (report.Status.State, report.Status.Trouble, report.Status.Sent));
    }

    [Fact]
    public async Task Run_ServerDenies_Ends()
    {
        using UdpResponder server = new(fixture.Keys, _clock, Ahead);
        server.State = server.State with { Stratum = Stratum.Kiss, ReferenceId = ReferenceId.FromAscii("DENY") };
        using AssociationRunner runner = Runner(new("127.0.0.1", (ushort)server.Address.Port), usesNts: false, out _);
        List<AssociationReport> reports = [];

        await runner.RunAsync(reports.Add, CancellationToken.None);

        Assert.Equal(AssociationState.Denied, reports[^1].Status.State);
        Assert.Single(server.Ports);
    }

    private static AssociationTarget Target(KeyEstablishmentServer server) => new("127.0.0.1", (ushort)server.Listening.Single().Port);

    private AssociationRunner Runner(AssociationTarget target, bool usesNts, out TlsClient tls)
    {
        tls = TlsClient.TrustingFile(fixture.Certificate.AuthorityFile);
        KeyEstablishmentClient? keys = usesNts ? new(tls, TimeProvider.System) : null;
        return new(target, Quick with { UsesNts = usesNts }, keys, _clock, TimeProvider.System, SystemRandom.Instance);
    }

    private async Task<AssociationReport> RunUntilAsync(AssociationTarget target, bool usesNts, Func<AssociationReport, bool> isEnough)
    {
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        using AssociationRunner runner = Runner(target, usesNts, out TlsClient tls);
        AssociationReport? last = null;
        await runner.RunAsync(
            report =>
            {
                if (!stop.IsCancellationRequested)
                {
                    last = report;
                    if (isEnough(report))
                    {
                        stop.Cancel();
                    }
                }
            },
            stop.Token);
        tls.Dispose();
        Assert.NotNull(last);
        return last;
    }
}
