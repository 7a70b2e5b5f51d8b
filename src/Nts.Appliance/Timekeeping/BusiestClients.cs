using System.Collections.Generic;
using System.Net;
using Nts.Appliance.Status;
using Nts.Ntp;
using Nts.Server.Ntp;
using Nts.Time;

namespace Nts.Appliance.Timekeeping;

/// <summary>The clients that asked most, out of the tables of the packet threads. Allocates nothing while they stay the same.</summary>
/// <param name="listing">How they are told apart.</param>
internal sealed class BusiestClients(ClientListing listing)
{
    /// <summary>Clients in the list at most: less than a tenth of what a document may have.</summary>
    public const int Most = 32;

    private readonly List<ClientCount> _counts = [];
    private readonly Dictionary<ClientAddress, ClientEntry> _entries = [];

    /// <summary>Fills a list anew.</summary>
    public void Fill(List<ClientEntry> list, NtpServer ntp, SmearService? smear, MonotonicTime now)
    {
        _counts.Clear();
        ntp.CopyClients(_counts);
        smear?.Ntp.CopyClients(_counts);
        Merge();
        _counts.Sort(static (left, right) => right.Requests != left.Requests ? right.Requests.CompareTo(left.Requests) : left.From.Value.CompareTo(right.From.Value));
        list.Clear();
        for (int i = 0; i < _counts.Count && i < Most; i++)
        {
            list.Add(Entry(_counts[i], now));
        }

        if (_entries.Count > 4 * Most)
        {
            _entries.Clear();
        }
    }

    /// <summary>Puts together what several threads know of one client.</summary>
    private void Merge()
    {
        _counts.Sort(static (left, right) => left.From.Value.CompareTo(right.From.Value));
        int last = -1;
        for (int i = 0; i < _counts.Count; i++)
        {
            if (last >= 0 && _counts[last].From == _counts[i].From)
            {
                _counts[last] = _counts[last].And(_counts[i]);
            }
            else
            {
                _counts[++last] = _counts[i];
            }
        }

        _counts.RemoveRange(last + 1, _counts.Count - last - 1);
    }

    private ClientEntry Entry(in ClientCount count, MonotonicTime now)
    {
        if (!_entries.TryGetValue(count.From, out ClientEntry? entry))
        {
            entry = new ClientEntry { Address = Name(count.From) };
            _entries.Add(count.From, entry);
        }

        entry.Requests = count.Requests;
        entry.Nts = count.Nts;
        entry.Dropped = count.Dropped;
        entry.IntervalSeconds = count.Requests > 1 ? (count.LastAt - count.FirstAt).TotalSeconds / (count.Requests - 1) : null;
        entry.LastSeconds = (now - count.LastAt).TotalSeconds;
        return entry;
    }

    /// <summary>As people write it: ClientAddress itself spells all zeros out.</summary>
    private string Name(ClientAddress from)
    {
        IPAddress address = IPAddress.Parse(from.ToString());
        return listing == ClientListing.Addresses ? address.ToString() : $"{address}/{(from.IsIPv4 ? 24 : 48)}";
    }
}
