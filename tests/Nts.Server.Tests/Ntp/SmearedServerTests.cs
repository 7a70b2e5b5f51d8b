using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using Nts.Crypto;
using Nts.Drivers.Linux;
using Nts.Ntp;
using Nts.Nts;
using Nts.Time;

namespace Nts.Server.Ntp;

/// <summary>Two services on one clock, six hours before a leap second: one announces it, the other has smeared a quarter of it.</summary>
public sealed partial class SmearedServerTests : IDisposable
{
    private const double Quarter = 21_600 / 86_401.0;

    /// <summary>Loopback, a busy machine, and what the smear gains meanwhile.</summary>
    private const double Tolerance = 0.02;

    private readonly SystemClock _clock = new();
    private readonly KeyRing _keys = KeyRing.Create(2, SystemRandom.Instance);
    private readonly PublishedClockState _state = new();
    private readonly SmearedClock _smeared;
    private readonly NtpServer _usual;
    private readonly NtpServer _smearing;
    private long _allocated;

    public SmearedServerTests()
    {
        PosixTime now = _clock.Now();
        PosixTime leap = now + NtpDuration.FromSeconds(21_600);
        _smeared = new SmearedClock(_clock) { Smear = LeapSmear.Of(new LeapSchedule(1, leap, leap), NtpDuration.FromSeconds(86_400)) };
        _state.Current = new ClockState
        {
            Leap = LeapIndicator.InsertSecond,
            Stratum = Stratum.Primary,
            ReferenceId = ReferenceId.Gps,
            RootDispersion = NtpDuration.FromMicroseconds(30),
            ReferenceTime = now,
        };
        _smeared.Publish(_state.Current);
        NtpServerOptions options = new() { Listen = [new(IPAddress.Loopback, 0)] };
        _usual = NtpServer.Start(options, _keys, _state, _clock, SystemRandom.Instance);
        _smearing = NtpServer.Start(
            options, _keys, _smeared.Published, _smeared, SystemRandom.Instance, () => Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread()));
    }

    public void Dispose()
    {
        _usual.Dispose();
        _smearing.Dispose();
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("NTS", true)]
    public void Request_ToEachPort_GetsItsTime(string why, bool isNts)
    {
        NtpSample usual = Ask(_usual, isNts);
        NtpSample smeared = Ask(_smearing, isNts);
        Assert.Equal((why, LeapIndicator.InsertSecond, ReferenceId.Gps), (why, usual.Header.Leap, usual.Header.ReferenceId));
        Assert.Equal(0, usual.Offset.TotalSeconds, Tolerance);
        Assert.Equal((why, LeapIndicator.None, Stratum.Primary, isNts), (why, smeared.Header.Leap, smeared.Header.Stratum, smeared.IsAuthentic));
        Assert.Equal(-Quarter, smeared.Offset.TotalSeconds, Tolerance);
        Assert.Equal(-Quarter, smeared.Header.ReferenceId.SmearAdded!.Value.TotalSeconds, 1e-4);
        Assert.Equal(-Quarter, (smeared.Header.ReferenceTime - usual.Header.ReferenceTime).TotalSeconds, 1e-4);
    }

    [Fact]
    public void Requests_InInterleavedMode_AreSmearedToo()
    {
        using UdpClient client = Client(_smearing);
        NtpHeader last = default;
        for (int i = 0; i < 10; i++)
        {
            NtpHeader before = last;
            last = Exchange(client, last.ReceiveTime);
            Assert.Equal(-Quarter, (last.ReceiveTime - NtpTimestamp.FromPosix(_clock.Now())).TotalSeconds, Tolerance);
            Assert.True(i < 2 || (last.TransmitTime - before.ReceiveTime).Magnitude < NtpDuration.FromMilliseconds(200), $"{i}: {last.TransmitTime}");
        }

        Assert.Equal(8, _smearing.InterleavedReplies);
    }

    [Fact]
    public void Requests_Thousands_AllocateNothingOnTheServersThread()
    {
        using UdpClient client = Client(_smearing);
        AskMany(client, 100);
        GC.Collect();
        AskMany(client, 20);
        long before = Volatile.Read(ref _allocated);
        AskMany(client, 5000);
        Assert.Equal(0, Volatile.Read(ref _allocated) - before);
    }

    [SkippableFact]
    public void Chronyd_AsksTheSmearingPort_FollowsIt()
    {
        string chronyd = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "peers", "bin", "chronyd");
        Skip.IfNot(File.Exists(chronyd), "chronyd is not there: run tests/interop/get-peers");
        string file = Path.GetTempFileName();
        File.WriteAllText(file, $"server 127.0.0.1 port {_smearing.Listening[0].Port} iburst\n");
        using Process process = Process.Start(new ProcessStartInfo(chronyd, ["-Q", "-t", "15", "-U", "-u", Environment.UserName, "-f", file]) { RedirectStandardError = true })!;
        string log = process.StandardError.ReadToEnd();
        process.WaitForExit();
        File.Delete(file);
        Match found = ClockWrong().Match(log);
        Assert.True(found.Success, log);
        Assert.Equal(-Quarter, double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), Tolerance);
    }

    [GeneratedRegex(@"System clock wrong by (-?\d+\.\d+) seconds")]
    private static partial Regex ClockWrong();

    private static void AskMany(UdpClient client, int count)
    {
        NtpTimestamp origin = default;
        for (int i = 0; i < count; i++)
        {
            origin = Exchange(client, origin).ReceiveTime;
        }
    }

    private static NtpHeader Exchange(UdpClient client, NtpTimestamp origin)
    {
        byte[] packet = new byte[NtpHeader.Length];
        new NtpHeader { Version = 4, Mode = NtpMode.Client, OriginTime = origin, ReceiveTime = NtpTimestamp.FromWire(1), TransmitTime = NtpTimestamp.FromWire(2) }.TryWrite(packet);
        client.Client.Send(packet);
        client.Client.Receive(packet);
        Assert.True(NtpHeader.TryParse(packet, out NtpHeader reply));
        return reply;
    }

    private static UdpClient Client(NtpServer server)
    {
        UdpClient client = new(AddressFamily.InterNetwork);
        client.Client.ReceiveTimeout = 10_000;
        client.Connect(server.Listening[0]);
        return client;
    }

    private NtpSample Ask(NtpServer server, bool isNts)
    {
        NtpExchange exchange = isNts && NtpExchange.TryCreateNts(EstablishedSession.Of(_keys), SystemRandom.Instance, out NtpExchange? nts) ? nts : NtpExchange.CreatePlain(SystemRandom.Instance);
        using UdpClient client = Client(server);
        byte[] reply = new byte[NtpResponder.MaxPacketLength];
        PosixTime sent = _clock.Now();
        client.Client.Send(exchange.Request.Span);
        int length = client.Client.Receive(reply);
        Assert.Equal(ExchangeStatus.Accepted, exchange.Accept(reply.AsSpan(0, length), sent, _clock.Now(), out NtpSample sample));
        return sample;
    }
}
