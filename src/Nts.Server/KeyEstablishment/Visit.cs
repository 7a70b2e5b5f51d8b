using System.Collections.Generic;
using System.Net.Sockets;
using Nts.Ntp;

namespace Nts.Server.KeyEstablishment;

/// <summary>A connection that has a place. What changes belongs to <see cref="Admission"/>.</summary>
internal sealed class Visit(Socket socket, ClientAddress address)
{
    public Socket Socket { get; } = socket;

    public ClientAddress Address { get; } = address;

    /// <summary>Its place among those in their handshake; null when the handshake is done.</summary>
    public LinkedListNode<Visit>? Handshaking { get; set; }

    /// <summary>Whether a newcomer took its place.</summary>
    public bool IsDisplaced { get; set; }
}
