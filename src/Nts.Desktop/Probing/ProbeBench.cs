using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using Nts.Crypto;
using Nts.Desktop.Decoding;
using Nts.KeyEstablishment;
using Nts.Server.Client;
using Nts.Server.Hosting;

namespace Nts.Desktop.Probing;

/// <summary>What the rules work with: visits to the key establishment server, exchanges with the NTP server, both at a polite pace.</summary>
internal sealed class ProbeBench(ProbeOptions options, IPEndPoint keyServer, ITlsClient tls, CancellationToken cancellation)
{
    private const int Attempts = 3;
    private static readonly TimeSpan RatePause = TimeSpan.FromSeconds(8);
    private static readonly HostClock Clock = new();

    private readonly Queue<byte[]> _cookies = new();
    private readonly SessionKeys _keys = new();
    private readonly Dictionary<ushort, KeAnswer> _single = [];
    private KeAnswer? _session;
    private IPEndPoint? _ntpServer;
    private long _lastVisit;
    private long _lastDatagram;

    public ProbeOptions Options { get; } = options;

    public IPEndPoint KeyServer { get; } = keyServer;

    /// <summary>The answer to the plainest request, for AEAD 15.</summary>
    public KeAnswer Plain => Single((ushort)AeadAlgorithm.AesSivCmac256);

    /// <summary>The agreement whose keys the NTP rules use.</summary>
    public KeAnswer Session => _session ?? throw new ProbeException("no keys");

    /// <summary>Where the NTP server is, by the Server and Port records.</summary>
    public IPEndPoint NtpServer => _ntpServer ?? throw new ProbeException("no NTP server");

    /// <summary>The answer to the offer of one algorithm; asked once.</summary>
    public KeAnswer Single(ushort aead) => _single.TryGetValue(aead, out KeAnswer? answer) ? answer : _single[aead] = Visit(Records.For(aead));

    /// <summary>Whether the server grants an algorithm.</summary>
    public bool Supports(ushort aead) => Single(aead) is { IsAgreement: true } answer && answer.Aead == (AeadAlgorithm)aead;

    /// <summary>Sends one message and takes the answer.</summary>
    public KeAnswer Visit(byte[] request) => Visit([request], closes: false, Options.Timeout);

    /// <summary>Sends pieces and takes the answer.</summary>
    public KeAnswer Visit(IEnumerable<byte[]> pieces, bool closes, TimeSpan patience)
    {
        PaceVisit();
        using KeVisit visit = new(KeyServer, tls, Options.Host, Options.Timeout);
        return visit.Ask(pieces, closes, patience);
    }

    /// <summary>Waits until the server may be visited again.</summary>
    public void PaceVisit() => Pace(ref _lastVisit);

    /// <summary>A request with a fresh cookie, right in everything.</summary>
    public NtpRequestPlan Request(Action<NtpRequestPlan>? change = null)
    {
        if (_cookies.Count == 0)
        {
            Establish(_session is null ? Plain : Visit(Records.For((ushort)_session.Aead!)));
        }

        NtpRequestPlan plan = new() { Cookie = _cookies.Dequeue(), NonceLength = AeadKey.NonceSize(Session.Aead!.Value) };
        change?.Invoke(plan);
        return plan;
    }

    /// <summary>Asks until something comes back, each time anew: a datagram that is lost is no verdict.</summary>
    /// <returns>The reply; null when there is none at all.</returns>
    /// <exception cref="ProbeException">The server limits the rate.</exception>
    public NtpReply? Ask(Action<NtpRequestPlan>? change = null, bool isPlain = false, int attempts = Attempts)
    {
        bool isLimited = false;
        for (int i = 0; i < attempts; i++)
        {
            NtpRequestPlan plan = isPlain ? new NtpRequestPlan() : Request();
            change?.Invoke(plan);
            byte[] datagram = plan.Write(isPlain ? default : Session.Aead!.Value, isPlain ? [] : Session.C2S);
            NtpReply? reply = Exchange(plan, datagram);
            isLimited = reply is { IsKiss: true } && reply.Header.ReferenceId.ToString() == "RATE";
            if (isLimited)
            {
                cancellation.WaitHandle.WaitOne(RatePause);
                continue;
            }

            if (reply is not null)
            {
                return reply;
            }
        }

        return isLimited ? throw new ProbeException("the server limits the rate (RATE): try a longer --interval") : null;
    }

    /// <summary>Sends a datagram and waits for what repeats its challenge.</summary>
    public NtpReply? Exchange(NtpRequestPlan plan, byte[] datagram)
    {
        Pace(ref _lastDatagram);
        using NtpClientSocket socket = new(NtpServer, Clock, TimeProvider.System);
        NtpReply? found = null;
        _ = socket.Ask(datagram, Options.Timeout, (reply, _, _) =>
        {
            NtpReply candidate = new(plan, reply.ToArray(), _keys);
            found = candidate.Header.OriginTime.ToWire() == plan.Challenge ? candidate : null;
            return found is null;
        });
        foreach (byte[] cookie in found?.NewCookies ?? [])
        {
            _cookies.Enqueue(cookie);
        }

        return found;
    }

    /// <summary>Takes keys and cookies of an agreement for the exchanges that follow.</summary>
    public void Establish(KeAnswer answer)
    {
        if (!answer.IsAgreement || answer.C2S.Length == 0)
        {
            throw new ProbeException($"no keys: {answer.Seen}");
        }

        _session = answer;
        _keys.TryAdd(answer.Aead!.Value, isS2C: true, answer.S2C);
        _cookies.Clear();
        foreach (byte[] cookie in answer.Cookies)
        {
            _cookies.Enqueue(cookie);
        }

        string? host = answer.Bodies(KeRecordType.Server).Select(Encoding.ASCII.GetString).FirstOrDefault();
        int port = answer.Bodies(KeRecordType.Port).Where(body => body.Length == 2).Select(body => (body[0] << 8) | body[1]).FirstOrDefault(KeLimits.DefaultNtpPort);
        IPAddress address = host is null ? KeyServer.Address : ServerLookup.ResolveAsync(host, Options.Family, cancellation).AsTask().GetAwaiter().GetResult();
        _ntpServer = new(address, port);
    }

    private void Pace(ref long last)
    {
        TimeSpan left = Options.Interval - TimeProvider.System.GetElapsedTime(last);
        if (last != 0 && left > TimeSpan.Zero)
        {
            cancellation.WaitHandle.WaitOne(left);
        }

        cancellation.ThrowIfCancellationRequested();
        last = TimeProvider.System.GetTimestamp();
    }
}
