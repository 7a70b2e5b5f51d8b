using System;
using System.Collections.Generic;
using System.Linq;

namespace Nts.Drivers.GpsPps;

/// <summary>Changes UBX frames in a stream of bytes, with their checksums.</summary>
internal static class UbxPatch
{
    private const int Head = 6;

    /// <summary>A frame.</summary>
    public static byte[] Frame(byte messageClass, byte id, params byte[] payload)
    {
        byte[] frame = [0xb5, 0x62, messageClass, id, (byte)payload.Length, (byte)(payload.Length >> 8), .. payload, 0, 0];
        Sign(frame);
        return frame;
    }

    /// <summary>The same bytes with another payload in the frames of one message.</summary>
    public static byte[] Change(byte[] bytes, byte messageClass, byte id, Action<byte[]> change)
    {
        byte[] changed = [.. bytes];
        foreach ((int start, int length) in Frames(changed, messageClass, id))
        {
            byte[] payload = changed[(start + Head)..(start + length - 2)];
            change(payload);
            Frame(messageClass, id, payload).CopyTo(changed, start);
        }

        return changed;
    }

    /// <summary>The same bytes without the frames of one message.</summary>
    public static byte[] Without(byte[] bytes, byte messageClass, byte id)
    {
        List<byte> left = [.. bytes];
        foreach ((int start, int length) in Frames(bytes, messageClass, id).Reverse())
        {
            left.RemoveRange(start, length);
        }

        return [.. left];
    }

    private static IEnumerable<(int Start, int Length)> Frames(byte[] bytes, byte messageClass, byte id)
    {
        for (int at = 0; at + Head < bytes.Length; at++)
        {
            if (bytes[at] == 0xb5 && bytes[at + 1] == 0x62 && bytes[at + 2] == messageClass && bytes[at + 3] == id)
            {
                yield return (at, bytes[at + 4] + (bytes[at + 5] << 8) + Head + 2);
            }
        }
    }

    private static void Sign(byte[] frame)
    {
        byte a = 0;
        byte b = 0;
        foreach (byte value in frame[2..^2])
        {
            a = unchecked((byte)(a + value));
            b = unchecked((byte)(b + a));
        }

        (frame[^2], frame[^1]) = (a, b);
    }
}
