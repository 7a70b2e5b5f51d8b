using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Nts.Crypto;
using Nts.Ntp;
using Nts.Server.Hosting;

namespace Nts.Server.KeyEstablishment;

/// <summary>Who is let in: so many at once in all and from one address, and so often from one address. The numbers are for any thread, the rest for that of the server.</summary>
/// <remarks>
/// Whoever fills all places with connections that say nothing keeps nobody out: a newcomer displaces the one that has been longest in its
/// handshake, and honest clients are done with theirs in the time of two round trips.
/// </remarks>
internal sealed class Admission(KeyEstablishmentOptions options, TimeProvider time)
{
    private const double NanosecondsPerSecond = 1e9;
    private const int RememberedAddresses = 4096;

    private readonly Lock _lock = new();
    private readonly AddressBuckets? _rate = options.RatePerAddress > 0
        ? new((long)(NanosecondsPerSecond / options.RatePerAddress), options.BurstPerAddress, RememberedAddresses, SystemRandom.Instance)
        : null;

    private readonly Dictionary<ClientAddress, int> _visitsByAddress = [];
    private readonly LinkedList<Visit> _handshaking = [];
    private int _visits;

    /// <summary>How many are in.</summary>
    public int Count => Volatile.Read(ref _visits);

    /// <summary>How many of them are in their handshake.</summary>
    public int Handshaking
    {
        get
        {
            lock (_lock)
            {
                return _handshaking.Count;
            }
        }
    }

    /// <summary>Gives a connection a place, or says why not.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="refusal">Why it got none.</param>
    /// <param name="displaced">Who lost its place to it; for the caller to end.</param>
    public Visit? TryEnter(Socket client, out SessionOutcome refusal, out Visit? displaced)
    {
        ClientAddress address = ClientAddress.FromOctets(((IPEndPoint)client.RemoteEndPoint!).Address.GetAddressBytes()).Network;
        refusal = default;
        displaced = null;
        lock (_lock)
        {
            int visitsOfAddress = _visitsByAddress.GetValueOrDefault(address);
            if (visitsOfAddress >= options.MaxSessionsPerAddress)
            {
                refusal = SessionOutcome.Crowded;
                return null;
            }

            if (_rate?.TryTake(address, HostClock.Monotonic(time)) == false)
            {
                refusal = SessionOutcome.RateLimited;
                return null;
            }

            if (_visits >= options.MaxSessions && !TryDisplace(out displaced))
            {
                refusal = SessionOutcome.Refused;
                return null;
            }

            Visit visit = new(client, address);
            visit.Handshaking = _handshaking.AddLast(visit);
            _visitsByAddress[address] = _visitsByAddress.GetValueOrDefault(address) + 1;
            _visits++;
            return visit;
        }
    }

    /// <summary>Marks a handshake as done: from now on nobody displaces the visit.</summary>
    public void HandshakeDone(Visit visit)
    {
        lock (_lock)
        {
            EndHandshake(visit);
        }
    }

    /// <summary>Gives the place of a visit back; does nothing when a newcomer has it.</summary>
    public void Leave(Visit visit)
    {
        lock (_lock)
        {
            if (!visit.IsDisplaced)
            {
                Remove(visit);
            }
        }
    }

    private bool TryDisplace(out Visit? oldest)
    {
        oldest = _handshaking.First?.Value;
        if (oldest is null)
        {
            return false;
        }

        oldest.IsDisplaced = true;
        Remove(oldest);
        return true;
    }

    private void Remove(Visit visit)
    {
        EndHandshake(visit);
        _visits--;
        int left = _visitsByAddress[visit.Address] - 1;
        if (left == 0)
        {
            _visitsByAddress.Remove(visit.Address);
        }
        else
        {
            _visitsByAddress[visit.Address] = left;
        }
    }

    private void EndHandshake(Visit visit)
    {
        if (visit.Handshaking is { } node)
        {
            _handshaking.Remove(node);
            visit.Handshaking = null;
        }
    }
}
