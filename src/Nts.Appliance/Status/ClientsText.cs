using System;
using System.Globalization;
using System.Linq;

namespace Nts.Appliance.Status;

/// <summary><c>nts-appliance clients</c>: the busiest clients in the columns of <c>chronyc clients</c>.</summary>
internal static class ClientsText
{
    private const int LeastWidth = 25;

    /// <summary>Several lines without a line break at the end.</summary>
    public static string Render(StatusDocument status)
    {
        if (status.Clients.Count == 0)
        {
            return "no client is listed: nobody has asked yet, or [ntp] client-list is none";
        }

        int width = Math.Max(LeastWidth, status.Clients.Max(client => client.Address.Length));
        string head = $"{"Address".PadRight(width)}      NTP      NTS     Drop Int  Last";
        return string.Join('\n', [head, new string('=', head.Length), .. status.Clients.Select(client => Row(client, width))]);
    }

    private static string Row(ClientEntry client, int width)
    {
        // Like chronyc: the power of two of seconds.
        string interval = client.IntervalSeconds is > 0 and { } seconds ? Math.Round(Math.Log2(seconds)).ToString(CultureInfo.InvariantCulture) : "-";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{client.Address.PadRight(width)} {client.Requests,8} {client.Nts,8} {client.Dropped,8} {interval,3} {Columns.Ago(client.LastSeconds),5}");
    }
}
