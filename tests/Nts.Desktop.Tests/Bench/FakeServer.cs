using System;
using System.Collections.Generic;
using Nts.Client;
using Nts.Ntp;
using Nts.Time;

namespace Nts.Desktop.Bench;

/// <summary>A socket with a server behind it that answers at once, as the test says.</summary>
/// <param name="time">The clock of both ends.</param>
/// <param name="answer">What comes back for a request, the number of which is given: any number of datagrams.</param>
internal sealed class FakeServer(TickingTime time, Func<int, byte[], IEnumerable<byte[]>> answer) : IRequestSocket
{
    private readonly byte[] _request = new byte[NtpHeader.Length];
    private readonly Queue<byte[]> _replies = new();
    private byte[] _reply = [];

    public List<TimeSpan> Departures { get; } = [];

    /// <summary>How many sends the system refuses from now on.</summary>
    public int Refusals { get; set; }

    public int Room => 1;

    public Span<byte> Request(int index) => _request;

    public bool TrySend(int count, out PosixTime sentAt)
    {
        sentAt = Clock(time);
        if (Refusals > 0)
        {
            Refusals--;
            return false;
        }

        Departures.Add(time.Elapsed);
        foreach (byte[] reply in answer(Departures.Count - 1, [.. _request]))
        {
            _replies.Enqueue(reply);
        }

        return true;
    }

    public int Receive() => _replies.TryDequeue(out _reply!) ? 1 : 0;

    public ReadOnlySpan<byte> Reply(int index) => _reply;

    public PosixTime ReceivedAt(int index) => Clock(time);

    public void Dispose()
    {
    }

    /// <summary>What the clock of this machine reads.</summary>
    public static PosixTime Clock(TickingTime time) => PosixTime.FromSeconds(1_790_000_000, time.Elapsed.Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>A good reply: stratum 1, and 3 µs in the server.</summary>
    /// <param name="request">What it answers.</param>
    /// <param name="receivedAt">When the request came, by the server's clock.</param>
    public static byte[] Good(byte[] request, PosixTime receivedAt = default)
    {
        Assert.True(NtpHeader.TryParse(request, out NtpHeader header));
        byte[] reply = new byte[NtpHeader.Length];
        NtpTimestamp received = NtpTimestamp.FromPosix(receivedAt);
        new NtpHeader
        {
            Version = 4,
            Mode = NtpMode.Server,
            Stratum = Stratum.Primary,
            OriginTime = header.TransmitTime,
            ReceiveTime = received,
            TransmitTime = received + NtpDuration.FromMicroseconds(3),
        }.TryWrite(reply);
        return reply;
    }
}
