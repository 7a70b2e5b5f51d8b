using System;
using System.Linq;

namespace Nts.Gnss;

/// <summary>What became of every byte that a <see cref="GnssDecoder"/> was fed: bytes and frames by verdict, messages by kind.</summary>
/// <remarks>The bytes of all verdicts together with <see cref="PendingBytes"/> are always <see cref="FedBytes"/>.</remarks>
public sealed class GnssCounters
{
    private readonly long[] _bytes = new long[(int)Enum.GetValues<GnssVerdict>().Max() + 1];
    private readonly long[] _frames = new long[(int)Enum.GetValues<GnssVerdict>().Max() + 1];
    private readonly long[] _messages = new long[(int)Enum.GetValues<MessageKind>().Max() + 1];

    /// <summary>Bytes fed so far.</summary>
    public long FedBytes { get; private set; }

    /// <summary>Bytes of a frame that is not complete yet, 0 to <see cref="GnssDecoder.MaximumFrameLength"/>.</summary>
    public long PendingBytes { get; private set; }

    /// <summary>Bytes that got this verdict.</summary>
    public long Bytes(GnssVerdict verdict) => _bytes[(int)verdict];

    /// <summary>Frames that got this verdict; of junk, unbroken runs of it.</summary>
    public long Frames(GnssVerdict verdict) => _frames[(int)verdict];

    /// <summary>Accepted messages of this kind; <see cref="MessageKind.Other"/> are those of no use here.</summary>
    public long Messages(MessageKind kind) => _messages[(int)kind];

    internal void CountFed(int bytes)
    {
        FedBytes += bytes;
        PendingBytes += bytes;
    }

    internal void CountBytes(GnssVerdict verdict, int bytes)
    {
        _bytes[(int)verdict] += bytes;
        PendingBytes -= bytes;
    }

    internal void CountFrame(GnssVerdict verdict) => _frames[(int)verdict]++;

    internal void CountMessage(MessageKind kind) => _messages[(int)kind]++;
}
