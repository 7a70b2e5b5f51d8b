using System;
using Nts.Time;

namespace Nts.Desktop.Decoding;

/// <summary>A frame of a capture file.</summary>
/// <param name="Number">Its place in the file, from 1, as other tools count.</param>
/// <param name="At">When it was captured; null when the file does not say.</param>
/// <param name="LinkType">What it begins with, by the numbers of tcpdump.org's list of link-layer header types.</param>
/// <param name="Octets">What was captured of it.</param>
internal sealed record CapturedFrame(int Number, PosixTime? At, int LinkType, ReadOnlyMemory<byte> Octets);
