using System;
using Nts.Time;

namespace Nts.Server.Client;

/// <summary>Looks at a datagram that came back.</summary>
/// <param name="reply">The datagram.</param>
/// <param name="sentAt">When the request left.</param>
/// <param name="receivedAt">When the datagram came.</param>
/// <returns>Whether to go on waiting for another one.</returns>
public delegate bool ReplyJudge(ReadOnlySpan<byte> reply, PosixTime sentAt, PosixTime receivedAt);
