using System;
using System.Collections.Generic;
using System.IO;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>Turns a file or a text into a tree of lines.</summary>
/// <param name="output">Takes the tree.</param>
/// <param name="keys">Keys to open authenticators with.</param>
/// <param name="now">The present, for the era of timestamps.</param>
internal sealed class PacketDecoder(TextWriter output, SessionKeys keys, PosixTime now)
{
    private const int KeyEstablishmentPort = 4460;
    private readonly Outline _outline = new(output);

    /// <summary>Describes every datagram of a capture from or to one of some ports.</summary>
    /// <returns>What was wrong with the file; empty when nothing was.</returns>
    public string DecodeCapture(ReadOnlyMemory<byte> file, IReadOnlySet<int> ports)
    {
        int segments = 0;
        int described = 0;
        IReadOnlyList<CapturedFrame> frames = CaptureFile.Read(file, out string problem);
        foreach (CapturedFrame frame in frames)
        {
            if (!UdpFrame.TryFind(frame.LinkType, frame.Octets.Span, out UdpFrame found))
            {
                continue;
            }

            if (found.IsTcp)
            {
                segments += found.From.Port == KeyEstablishmentPort || found.To.Port == KeyEstablishmentPort ? 1 : 0;
            }
            else if (ports.Contains(found.From.Port) || ports.Contains(found.To.Port))
            {
                described++;
                string at = frame.At is PosixTime time ? $" {time}" : string.Empty;
                _outline.Line($"#{frame.Number}{at} {found.From} > {found.To}, {found.Payload.Length} octets");
                NtpDescriber.Describe(found.Payload, keys, frame.At ?? now, _outline.Below());
            }
        }

        _outline.Line($"{frames.Count} frames, {described} of them described");
        if (segments > 0)
        {
            _outline.Line($"{segments} segments of key establishment (TCP {KeyEstablishmentPort}): TLS encrypts them; see them with `nts client -v`");
        }

        return problem;
    }

    /// <summary>Describes what a GNSS receiver sent.</summary>
    public void DecodeReceiver(ReadOnlySpan<byte> bytes) => ReceiverDescriber.Describe(bytes, _outline, now);

    /// <summary>Describes packets given as text, with or without their IP header.</summary>
    /// <param name="packets">The packets.</param>
    /// <param name="isKeyEstablishment">Whether they are key establishment messages in the clear.</param>
    public void DecodePackets(IReadOnlyList<byte[]> packets, bool isKeyEstablishment)
    {
        foreach (byte[] packet in packets)
        {
            if (isKeyEstablishment)
            {
                _outline.Line($"NTS-KE message, {packet.Length} octets");
                KeDescriber.Describe(packet, _outline.Below());
            }
            else if (UdpFrame.TryParseIp(packet, out UdpFrame found) && !found.IsTcp)
            {
                _outline.Line($"{found.From} > {found.To}, {found.Payload.Length} octets");
                NtpDescriber.Describe(found.Payload, keys, now, _outline.Below());
            }
            else
            {
                _outline.Line($"NTP packet, {packet.Length} octets");
                NtpDescriber.Describe(packet, keys, now, _outline.Below());
            }
        }
    }
}
