using System;
using System.Collections.Generic;
using System.Linq;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>A batch is answered as its requests would be one by one, whatever stands beside what.</summary>
public sealed class NtpResponderBatchTests
{
    private const int Capacity = 40;

    private readonly ManualClock _clock = Scene.Clock();
    private readonly NtpBatch _batch = new(Capacity);

    [Fact]
    public void Respond_AnyMixture_AnswersEachAsIfItWereAlone()
    {
        Seeded random = Seeded.Create();
        byte[][] kinds = [.. Kinds()];
        NtpResponder together = Responder();
        NtpResponder alone = Responder();
        byte[] expected = new byte[NtpResponder.MaxPacketLength];
        HashSet<RespondReason> seen = [];
        for (int round = 0; round < 200; round++)
        {
            byte[][] requests = [.. Enumerable.Range(0, 1 + random.Next(Capacity)).Select(_ => kinds[random.Next(kinds.Length)])];
            Fill(requests);
            RespondToAll(together);
            for (int i = 0; i < requests.Length; i++)
            {
                Array.Clear(expected);
                RespondResult result = alone.Respond(Scene.Request(requests[i]), Scene.Locked, _clock, expected);
                seen.Add(result.Reason);
                Assert.True(result == _batch.Result(i), $"{random}: {i} of {requests.Length}: {_batch.Result(i)} in place of {result}");
                string reply = Hex.Text(_batch.ReplyRoom(i)[..result.Length]);
                Assert.True(Hex.Text(expected.AsSpan(0, result.Length)) == reply, $"{random}: {i} of {requests.Length}: {reply}");
            }
        }

        RespondReason[] wanted =
        [
            RespondReason.Plain, RespondReason.Mac, RespondReason.Nts, RespondReason.LengthMisaligned, RespondReason.MacForged,
            RespondReason.CookieForged, RespondReason.CookieKeyUnknown, RespondReason.RequestForged, RespondReason.UniqueIdentifierMissing,
        ];
        Assert.All(wanted, reason => Assert.Contains(reason, seen));
    }

    [Fact]
    public void Respond_ToAFullBatch_GoesInGroupsThatReadTheClockOnceEach()
    {
        CountingClock clock = new();
        Fill([.. Enumerable.Repeat(Scene.Vectors["one-cookie.request"], 5), .. Enumerable.Repeat(VectorFile.Load("chronyd-4.3.txt")["client.v4"], 5)]);
        NtpResponder responder = Responder();
        List<int> ends = [];
        for (int start = 0; start < _batch.Count; start = ends[^1])
        {
            ends.Add(responder.Respond(_batch, start, Scene.Locked, clock));
        }

        Assert.Equal([4, 8, 10], ends);
        Assert.Equal(3, clock.Readings);
    }

    [Fact]
    public void Respond_OfRequestsThatCameAtDifferentTimes_TellsEachItsOwn()
    {
        byte[] plain = VectorFile.Load("chronyd-4.3.txt")["client.v4"];
        Fill([plain, plain, plain]);
        for (int i = 0; i < 3; i++)
        {
            _batch.Arrival(i).ReceivedAt = Scene.ReceivedAt + NtpDuration.FromMilliseconds(i);
        }

        RespondToAll(Responder());
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(NtpTimestamp.FromPosix(Scene.ReceivedAt + NtpDuration.FromMilliseconds(i)), NtpHeader.ReadReceiveTime(_batch.ReplyRoom(i)));
        }
    }

    [Fact]
    public void Respond_AfterTheStateHasChanged_TellsTheNewOne()
    {
        NtpResponder responder = Responder();
        foreach (ClockState state in (ClockState[])[Scene.Locked, ClockState.Unsynchronized, Scene.Locked with { Stratum = Stratum.Primary, ReferenceId = ReferenceId.Gps }])
        {
            NtpHeader reply = Ask(responder, state, Scene.ReceivedAt);
            Assert.Equal((state.Leap, state.Stratum, state.ReferenceId), (reply.Leap, reply.Stratum, reply.ReferenceId));
        }
    }

    [Fact]
    public void Respond_LaterInTheSameState_TellsAGreaterDispersion()
    {
        NtpResponder responder = Responder();
        NtpHeader first = Ask(responder, Scene.Locked, Scene.ReceivedAt);
        NtpHeader later = Ask(responder, Scene.Locked, Scene.ReceivedAt + NtpDuration.FromSeconds(100));
        NtpDuration growth = later.RootDispersion.ToDuration() - first.RootDispersion.ToDuration();
        Assert.InRange(growth.TotalSeconds, 1.47e-3, 1.53e-3); // 15 ppm, in steps of 15 us
    }

    [Fact]
    public void Respond_ManyMixtures_AllocatesNothing()
    {
        NtpResponder responder = new(Scene.Ring(), new BufferedRandom(SystemRandom.Instance), new ServicePolicy
        {
            SymmetricKeys = Scene.SymmetricKeys(),
            RateLimit = new RateLimit(),
        })
        { Interleaved = new InterleavedTimes() };
        byte[][] kinds = [.. Kinds(), Interleaved()];
        Assert.Equal(0, Allocated.During(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _batch.Begin(Capacity, MonotonicTime.FromNanoseconds(i * 1_000_000_000L));
                for (int at = 0; at < Capacity; at++)
                {
                    _batch.Put(at, Scene.Request(kinds[(at + i) % kinds.Length]));
                }

                RespondToAll(responder);
            }
        }));
    }

    [Fact]
    public void Begin_AfterAnotherBatch_HasNoResultsYet()
    {
        Fill([.. Kinds()]);
        RespondToAll(Responder());
        int count = _batch.Count;
        _batch.Begin(count, default);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(default, _batch.Result(i)));
    }

    /// <summary>Requests of every kind, good and bad.</summary>
    private static IEnumerable<byte[]> Kinds()
    {
        byte[] plain = VectorFile.Load("chronyd-4.3.txt")["client.v4"];
        byte[] keyed = VectorFile.Load("chronyd-4.3-keys.txt")["client.v4-aes128"];
        byte[] one = Scene.Vectors["one-cookie.request"];
        yield return plain;
        yield return keyed;
        yield return one;
        yield return Scene.Vectors["three-cookies.request"];
        yield return Scene.Vectors["eight-cookies.request"];
        yield return Scene.Vectors["unknown-key.request"];
        yield return [.. plain, 0];
        yield return Flipped(keyed, keyed.Length - 1);
        yield return Flipped(one, one.Length - 1);
        yield return Flipped(one, NtpHeader.Length + 36 + 4 + 20); // in the cookie's tag
        yield return [.. plain, .. one.AsSpan(NtpHeader.Length + 36)];
    }

    private static byte[] Flipped(byte[] request, int at)
    {
        byte[] flipped = [.. request];
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] Interleaved()
    {
        byte[] request = [.. VectorFile.Load("chronyd-4.3.txt")["client.v4"]];
        request[31] = 3;
        request[39] = 1;
        return request;
    }

    /// <summary>Without chance, so that replies do not depend on who was answered before.</summary>
    private static NtpResponder Responder() => new(Scene.Ring(), new NoChance(), new ServicePolicy { SymmetricKeys = Scene.SymmetricKeys() });

    private NtpHeader Ask(NtpResponder responder, ClockState state, PosixTime at)
    {
        Fill([VectorFile.Load("chronyd-4.3.txt")["client.v4"]]);
        _batch.Arrival(0).ReceivedAt = at;
        responder.Respond(_batch, 0, state, _clock);
        Assert.True(NtpHeader.TryParse(_batch.ReplyRoom(0), out NtpHeader reply));
        return reply;
    }

    private void Fill(byte[][] requests)
    {
        _batch.Begin(requests.Length, default);
        for (int i = 0; i < requests.Length; i++)
        {
            _batch.Put(i, Scene.Request(requests[i]));
        }
    }

    private void RespondToAll(NtpResponder responder)
    {
        for (int start = 0; start < _batch.Count;)
        {
            start = responder.Respond(_batch, start, Scene.Locked, _clock);
        }
    }

    private sealed class NoChance : IRandomSource
    {
        public void Fill(Span<byte> destination) => destination.Fill(7);
    }

    private sealed class CountingClock : IClock
    {
        public int Readings { get; private set; }

        public PosixTime Now()
        {
            Readings++;
            return Scene.SentAt;
        }

        public PosixTime FromKernelTime(PosixTime kernelTime) => kernelTime;
    }
}
