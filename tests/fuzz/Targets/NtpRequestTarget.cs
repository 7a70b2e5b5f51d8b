using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Fuzz.Targets;

/// <summary>A datagram at the NTP server's port.</summary>
internal sealed class NtpRequestTarget : IFuzzTarget
{
    public string Name => "ntp-request";

    public int MaxLength => 2 * Laboratory.MaxPacketLength;

    public IEnumerable<byte[]> Seeds => Laboratory.Vectors.Where(vector => vector.Key.EndsWith(".request", StringComparison.Ordinal)).Select(vector => vector.Value);

    public IReadOnlyList<byte[]> Dictionary => Laboratory.Dictionary;

    public void Run(ReadOnlySpan<byte> input) => Laboratory.Respond(input);
}
