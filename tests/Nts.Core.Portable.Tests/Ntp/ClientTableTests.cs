using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Nts.Crypto;
using Nts.TestKit;
using Nts.Time;

namespace Nts.Ntp;

public sealed class ClientTableTests
{
    private static readonly RespondResult Answered = new(RespondAction.Answer, RespondReason.Plain, 48);
    private readonly ClientTable _table = new(ClientListing.Addresses, Seeded.Fixed(1), 64);

    [Fact]
    public void Count_RequestsOfEveryKind_AreCountedForTheirClient()
    {
        Count("192.0.2.1", Answered, 1);
        Count("192.0.2.1", new(RespondAction.Answer, RespondReason.Nts, 48), 2);
        Count("192.0.2.1", new(RespondAction.Drop, RespondReason.RateLimited, 0), 5);
        Count("192.0.2.1", new(RespondAction.Kiss, RespondReason.RateKiss, 48), 9);
        Count("2001:db8::1", Answered, 3);
        Assert.Equal(
            [new(Address("192.0.2.1"), 4, 1, 1, Seconds(1), Seconds(9)), new(Address("2001:db8::1"), 1, 0, 0, Seconds(3), Seconds(3))],
            Clients(_table).OrderByDescending(client => client.Requests));
    }

    [Fact]
    public void Count_FloodFromMadeUpAddresses_LeavesTheBusyOnes()
    {
        string[] busy = [.. Enumerable.Range(1, 8).Select(i => $"198.51.100.{i}")];
        foreach (string address in busy.Concat(busy))
        {
            Count(address, Answered, 1);
        }

        // Eight in 16 sets of four: with these factors of the hash no set is full of them.
        for (int i = 0; i < 100_000; i++)
        {
            Count($"10.{i >> 16}.{i >> 8 & 255}.{i & 255}", Answered, 1);
        }

        Assert.Equal(busy.Length, Clients(_table).Count(client => client.Requests == 2));
    }

    [Fact]
    public void Count_ClientThatWentSilentInAFullSet_MakesRoomAfterAnHour()
    {
        ClientTable table = new(ClientListing.Addresses, SystemRandom.Instance, 8);
        for (int i = 0; i < 1000; i++)
        {
            table.Count(Address($"192.0.2.{i % 100}"), Answered, Seconds(1));
        }

        for (int i = 0; i < 100; i++)
        {
            table.Count(Address($"203.0.113.{i}"), Answered, Seconds(3602));
        }

        Assert.DoesNotContain(Clients(table), client => client.From.ToString().StartsWith("192.0.2.", StringComparison.Ordinal));
    }

    [Fact]
    public void Count_ByNetworks_KnowsNoAddress()
    {
        ClientTable table = new(ClientListing.Networks, SystemRandom.Instance);
        foreach (string address in (string[])["192.0.2.1", "192.0.2.200", "2001:db8:1:2::3", "2001:db8:1:ffff::4"])
        {
            table.Count(Address(address), Answered, Seconds(1));
        }

        Assert.Equal([Address("2001:db8:1::"), Address("192.0.2.0")], Clients(table).Select(client => client.From).OrderByDescending(from => from.Value));
        Assert.All(Clients(table), client => Assert.Equal(2, client.Requests));
    }

    [Fact]
    public void Count_ManyClients_AllocatesNothing()
    {
        ClientAddress[] addresses = [.. Enumerable.Range(0, 200).Select(i => Address($"192.0.2.{i}"))];
        Assert.Equal(0, Allocated.During(() => Array.ForEach(addresses, address => _table.Count(address, Answered, Seconds(1)))));
    }

    [Fact]
    public async Task CopyTo_WhileClientsMoveInAndOut_NeverMixesTwo()
    {
        ClientTable table = new(ClientListing.Addresses, SystemRandom.Instance, 8);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() =>
        {
            // Address and time of the first request are told from one number.
            for (uint i = 1; !stop.IsCancellationRequested; i = (i % 1_000_000) + 1)
            {
                table.Count(ClientAddress.FromValue(new UInt128(i, i)), Answered, MonotonicTime.FromNanoseconds(i));
            }
        });
        List<ClientCount> seen = [];
        bool SawEnough()
        {
            table.CopyTo(seen);
            return seen.Count >= 10_000;
        }

        Assert.True(SpinWait.SpinUntil(SawEnough, TimeSpan.FromSeconds(60)));
        await stop.CancelAsync();
        await writer;
        Assert.All(seen, client => Assert.Equal(new UInt128((ulong)client.FirstAt.Nanoseconds, (ulong)client.FirstAt.Nanoseconds), client.From.Value));
    }

    private static List<ClientCount> Clients(ClientTable table)
    {
        List<ClientCount> clients = [];
        table.CopyTo(clients);
        return clients;
    }

    private static ClientAddress Address(string text) => ClientAddress.FromOctets(IPAddress.Parse(text).GetAddressBytes());

    private static MonotonicTime Seconds(long seconds) => MonotonicTime.FromNanoseconds(seconds * 1_000_000_000);

    private void Count(string address, in RespondResult result, long seconds) => _table.Count(Address(address), result, Seconds(seconds));
}
