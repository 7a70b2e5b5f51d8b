using System;
using System.Collections.Generic;

namespace Nts.Drivers.GpsPps.Simulation;

/// <summary>What a UART hears of bytes that were sent at another rate than its own: it finds a start bit, and samples eight times where it expects bits.</summary>
internal static class SerialLine
{
    private const int BitsPerByte = 10;
    private const int Oversampling = 16;

    /// <summary>The bytes as they are heard; at the same rate those that were sent.</summary>
    /// <param name="sent">The bytes, one right after the other.</param>
    /// <param name="sentAt">The sender's rate, bits per second.</param>
    /// <param name="heardAt">The listener's rate.</param>
    public static ReadOnlySpan<byte> Heard(ReadOnlySpan<byte> sent, int sentAt, int heardAt)
    {
        if (sentAt == heardAt)
        {
            return sent;
        }

        // Time counts in the sender's bits.
        double step = (double)sentAt / heardAt;
        double end = sent.Length * BitsPerByte;
        List<byte> heard = [];
        double at = 0;
        while (true)
        {
            at = Seek(sent, at, step, end, level: false);
            if (at >= end)
            {
                return heard.ToArray();
            }

            int value = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                value |= IsHigh(sent, at + (step * (1.5 + bit))) ? 1 << bit : 0;
            }

            // A stop bit that is low is an error of framing, and the byte is handed over all the same.
            heard.Add((byte)value);
            at = Seek(sent, at + (step * 9.5), step, end, level: true);
        }
    }

    private static double Seek(ReadOnlySpan<byte> sent, double at, double step, double end, bool level)
    {
        while (at < end && IsHigh(sent, at) != level)
        {
            at += step / Oversampling;
        }

        return at;
    }

    // A start bit (low), eight bits from the lowest, a stop bit (high); high when nothing is sent.
    private static bool IsHigh(ReadOnlySpan<byte> sent, double at)
    {
        int index = (int)at;
        return index >= sent.Length * BitsPerByte || (index % BitsPerByte) switch
        {
            0 => false,
            9 => true,
            int bit => (sent[index / BitsPerByte] >> (bit - 1) & 1) != 0,
        };
    }
}
