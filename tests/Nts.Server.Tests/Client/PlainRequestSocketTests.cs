using System.Net;
using Nts.Client;

namespace Nts.Server.Client;

/// <summary>The socket of every system.</summary>
public sealed class PlainRequestSocketTests : RequestSocketTests
{
    private protected override IRequestSocket Connect(IPEndPoint server) => new PlainRequestSocket(server, RequestLength, ReplyLength);
}
