using System;
using System.Net;
using Nts.Drivers.Linux;
using Nts.Ntp;

namespace Nts.Server.Ntp;

/// <summary>The socket of Linux; what it does beyond the others stands in its own room's tests.</summary>
public sealed class LinuxUdpSocketTests : NtpSocketTests
{
    private protected override INtpSocket Bind(IPEndPoint local, int maxDatagramLength, TimeSpan receiveTimeout, out IPEndPoint bound)
    {
        TimestampedUdpSocket socket = TimestampedUdpSocket.Bind(local, new() { MaxDatagramLength = maxDatagramLength, ReceiveTimeout = receiveTimeout });
        bound = socket.LocalEndPoint;
        return socket;
    }
}
