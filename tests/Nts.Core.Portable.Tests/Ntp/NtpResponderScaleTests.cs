using System;
using System.Buffers.Binary;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

/// <summary>A server remembers as much of ten million clients as of one.</summary>
public sealed class NtpResponderScaleTests
{
    private const int ClientsInOneGo = 5_000_000;
    private const int OriginOffset = 24;

    private uint _client;
    private int _answered;

    [Fact]
    public void Responder_WithAllItsTables_TakesThreeMebibytes()
    {
        long allocated = Allocated.During(() => Create());
        Assert.InRange(allocated, 2 << 20, 3 << 20);
    }

    [Fact]
    public void Respond_TenMillionClients_AllocatesNothing()
    {
        NtpResponder responder = Create();
        NtpBatch batch = new(16);
        ManualClock clock = Scene.Clock();
        byte[] request = InterleavedRequest();
        Assert.Equal(0, Allocated.During(() => Serve(responder, batch, request, clock)));
        Assert.Equal(2u * ClientsInOneGo, _client);
        Assert.Equal(2 * ClientsInOneGo, _answered);
    }

    private static NtpResponder Create() => new(Scene.Ring(), SystemRandom.Instance, new ServicePolicy { RateLimit = new RateLimit() })
    {
        Interleaved = new InterleavedTimes(),
    };

    private void Serve(NtpResponder responder, NtpBatch batch, byte[] request, ManualClock clock)
    {
        for (int i = 0; i < batch.Capacity; i++)
        {
            request.CopyTo(batch.RequestRoom(i));
        }

        Span<byte> address = stackalloc byte[ClientAddress.IPv4Length];
        for (int done = 0; done < ClientsInOneGo; done += batch.Capacity)
        {
            batch.Begin(batch.Capacity, MonotonicTime.FromNanoseconds(_client));
            for (int i = 0; i < batch.Capacity; i++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(address, _client++);
                batch.Arrival(i) = new() { Length = request.Length, ReceivedAt = Scene.ReceivedAt, From = ClientAddress.FromOctets(address) };
            }

            for (int next = 0; next < batch.Count;)
            {
                next = responder.Respond(batch, next, Scene.Locked, clock);
            }

            for (int i = 0; i < batch.Count; i++)
            {
                _answered += batch.Result(i).Action == RespondAction.Answer ? 1 : 0;
            }
        }

    }

    /// <summary>A server of ours keeps something for it: its origin timestamp looks like a receive timestamp (RFC 9769 §2).</summary>
    private static byte[] InterleavedRequest()
    {
        byte[] request = [.. VectorFile.Load("chronyd-4.3.txt")["client.v4"]];
        request.AsSpan(OriginOffset, 8).Fill(0xA5);
        return request;
    }
}
