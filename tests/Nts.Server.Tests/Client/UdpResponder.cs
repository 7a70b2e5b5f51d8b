using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Nts;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>A stratum-1 server on a free port of 127.0.0.1, whose clock is ahead by a known time and who notes where requests come from.</summary>
internal sealed class UdpResponder : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly NtpResponder _responder;
    private readonly IClock _clock;
    private readonly NtpDuration _ahead;
    private readonly Task _serving;

    public UdpResponder(KeyRing keys, IClock clock, NtpDuration ahead)
    {
        _responder = new(keys, SystemRandom.Instance);
        _clock = clock;
        _ahead = ahead;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _serving = Task.Factory.StartNew(Serve, TaskCreationOptions.LongRunning);
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>What to say of the clock; may be changed at any time.</summary>
    public ClockState State { get; set; } = ClockState.Unsynchronized with
    {
        Leap = LeapIndicator.None,
        Stratum = Stratum.Primary,
        ReferenceId = ReferenceId.Gps,
    };

    /// <summary>How many of the next requests are to be lost.</summary>
    public int Losses { get; set; }

    public ConcurrentQueue<int> Ports { get; } = [];

    public void Dispose()
    {
        _socket.Dispose();
        _serving.Wait();
    }

    private void Serve()
    {
        byte[] request = new byte[2048];
        byte[] reply = new byte[2048];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                int length = _socket.ReceiveFrom(request, ref from);
                Ports.Enqueue(((IPEndPoint)from).Port);
                ManualClock clock = new() { Time = _clock.Now() + _ahead };
                RespondResult result = _responder.Respond(
                    new() { Datagram = request.AsSpan(0, length), ReceivedAt = clock.Time }, State, clock, reply);
                if (Losses-- <= 0)
                {
                    _socket.SendTo(reply.AsSpan(0, result.Length), SocketFlags.None, from);
                }
            }
        }
        catch (SocketException)
        {
            // Closed.
        }
        catch (ObjectDisposedException)
        {
            // Closed.
        }
    }
}
