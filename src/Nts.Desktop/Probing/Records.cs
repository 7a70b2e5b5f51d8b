using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Desktop.Probing;

/// <summary>Writes key establishment messages, wrong ones too.</summary>
internal static class Records
{
    public const ushort UnknownType = 0x3fff;
    public const ushort UnknownProtocol = 0x7fff;
    public const ushort UnknownAead = 0x7fff;

    public static byte[] End => Record(0, true);

    public static byte[] NtpProtocol => Record(1, true, 0, 0);

    public static byte[] Aead15 => Aeads(15);

    /// <summary>The plain request: NTPv4 and AEAD 15.</summary>
    public static byte[] Good => Message(NtpProtocol, Aead15, End);

    public static byte[] Record(ushort type, bool isCritical, params byte[] body) =>
        [(byte)((type >> 8) | (isCritical ? 0x80 : 0)), (byte)(type & 0xff), (byte)(body.Length >> 8), (byte)(body.Length & 0xff), .. body];

    public static byte[] Aeads(params ushort[] ids) => Record(4, true, Numbers(ids));

    public static byte[] Protocols(params ushort[] ids) => Record(1, true, Numbers(ids));

    public static byte[] Message(params IEnumerable<byte[]> records) => [.. records.SelectMany(record => record)];

    /// <summary>A request for one algorithm, with record 1024 where that belongs.</summary>
    public static byte[] For(params ushort[] aeads) =>
        aeads.Contains((ushort)30) ? Message(NtpProtocol, Aeads(aeads), Record(1024, false), End) : Message(NtpProtocol, Aeads(aeads), End);

    private static byte[] Numbers(ushort[] ids) => [.. ids.SelectMany(id => new[] { (byte)(id >> 8), (byte)(id & 0xff) })];
}
