using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Nts.Client;
using Nts.Drivers.Linux;

namespace Nts.Server.Client;

/// <summary>The best socket that the system has for many requests to one server.</summary>
public static class RequestSocket
{
    /// <summary>Opens a socket with a port of its own.</summary>
    /// <param name="server">Whom to ask.</param>
    /// <param name="requestLength">Octets of every request.</param>
    /// <param name="batchSize">Most replies to take at once, where the system can.</param>
    /// <exception cref="IOException">There is no way to that address.</exception>
    /// <exception cref="SocketException">There is no way to that address.</exception>
    public static IRequestSocket Connect(IPEndPoint server, int requestLength, int batchSize) => OperatingSystem.IsLinux()
        ? RequestUdpSocket.Connect(server, requestLength, batchSize, NtpClientSocket.MaxReplyLength)
        : new PlainRequestSocket(server, requestLength, NtpClientSocket.MaxReplyLength);
}
