using System;
using System.Net;
using Nts.Ntp;

namespace Nts.Server.Ntp;

/// <summary>The socket of systems other than Linux, which works on Linux too.</summary>
public sealed class PlainUdpSocketTests : NtpSocketTests
{
    private protected override INtpSocket Bind(IPEndPoint local, int maxDatagramLength, TimeSpan receiveTimeout, out IPEndPoint bound)
    {
        PlainUdpSocket socket = PlainUdpSocket.Bind(local, maxDatagramLength, receiveTimeout);
        bound = socket.LocalEndPoint;
        return socket;
    }
}
