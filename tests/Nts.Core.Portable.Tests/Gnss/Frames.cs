using System.Linq;
using System.Text;
using Nts.TestKit;

namespace Nts.Gnss;

/// <summary>Frames for tests, checksum and all.</summary>
public static class Frames
{
    public static byte[] Nmea(string body) =>
        Text($"${body}*{Text(body).Aggregate(0, (check, value) => check ^ value):X2}\r\n");

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Ubx(byte messageClass, byte id, byte[] payload)
    {
        byte[] body = [messageClass, id, (byte)(payload.Length & 0xff), (byte)(payload.Length >> 8), .. payload];
        byte a = 0;
        byte b = 0;
        foreach (byte value in body)
        {
            a = unchecked((byte)(a + value));
            b = unchecked((byte)(b + a));
        }

        return [0xb5, 0x62, .. body, a, b];
    }

    public static byte[] Ubx(byte messageClass, byte id, string payload) => Ubx(messageClass, id, Hex.Bytes(payload));

    /// <summary>A NAV-PVT of 2026-11-22T04:05:06, accuracy 25 ns, 3-D fix with 12 satellites, with some of its bytes replaced.</summary>
    public static byte[] NavPvt(int length = 92, params (int Offset, byte Value)[] replaced)
    {
        byte[] payload = new byte[length];
        Hex.Bytes("00000000 ea07 0b16 040506 37 19000000 00000000 03 01 00 0c").CopyTo(payload, 0);
        foreach ((int offset, byte value) in replaced)
        {
            payload[offset] = value;
        }

        return Ubx(0x01, 0x07, payload);
    }
}
