using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Nts.Gnss;

namespace Nts.Drivers.GpsPps.Setup;

/// <summary>What a u-blox receiver is told: up to protocol version 26 by messages of class CFG, from 27 on by keys and values.</summary>
/// <remarks>
/// Everything goes to the working memory alone, nothing is saved, and what is there already and does not bear on timing stays: port, antenna
/// cable delay, a position that is held fixed. Layouts: u-blox's interface descriptions; keys as in gpsd's gps/ubx.py.
/// </remarks>
internal sealed class UbloxScript(ReceiverIdentity identity, SetupLine line)
{
    private const byte Cfg = 0x06;
    private const byte Uart1 = 1;
    private const byte Uart2 = 2;
    private const byte Usb = 3;
    private const decimal FirstWithKeys = 27;
    private const uint SecondInMicroseconds = 1_000_000;
    private const uint PulseMicroseconds = 100_000;

    /// <summary>A survey ends after both; a metre is worth 3 ns.</summary>
    private const uint SurveySeconds = 3_600;
    private const uint SurveyMillimetres = 3_000;

    private static readonly (byte Sentence, string Name)[] Dispensable = [(0x03, "GSV"), (0x02, "GSA"), (0x01, "GLL"), (0x05, "VTG")];

    private byte _port = line.IsUsb ? Usb : Uart1;

    /// <summary>The commands, one after the other.</summary>
    public IEnumerable<SetupCommand> Commands()
    {
        SetupCommand port = Question("CFG-PRT", 0x00);
        yield return port;
        if (port.Told is { Length: 20 } told)
        {
            _port = told[0];
        }

        foreach (SetupCommand command in identity.Protocol >= FirstWithKeys ? ByKeys() : ByMessages(port.Told))
        {
            yield return command;
        }
    }

    private bool CanRaise => line.WantsMore && _port is Uart1 or Uart2;

    private IEnumerable<SetupCommand> ByMessages(byte[] port)
    {
        if (CanRaise && port.Length == 20)
        {
            yield return new SetupCommand("CFG-PRT", UbxFrame.Build(Cfg, 0x00, AtRate(port))) { BaudRate = SetupScript.WantedBaudRate };
        }

        // Milliseconds from one measurement to the next, measurements for a fix, and UTC (0) for the grid.
        yield return Set("CFG-RATE", 0x08, [0xe8, 0x03, 1, 0, 0, 0]);
        if (line.IsNarrow)
        {
            foreach ((byte sentence, string name) in Dispensable)
            {
                yield return Message("NMEA " + name, 0xf0, sentence, 0, MessageKind.Other);
            }
        }

        SetupCommand solution = Message("NAV-PVT", 0x01, 0x07, 1, MessageKind.NavPvt);
        yield return solution;
        if (solution.Answer is SetupAnswer.Refused)
        {
            yield return Message("NAV-SOL", 0x01, 0x06, 1, MessageKind.NavSol);
        }

        yield return Message("NAV-TIMEUTC", 0x01, 0x21, 1, MessageKind.NavTimeUtc);
        yield return Message("NAV-TIMEGPS", 0x01, 0x20, 1, MessageKind.NavTimeGps);
        yield return Message("NAV-TIMELS", 0x01, 0x26, 1, MessageKind.NavTimeLs);
        SetupCommand satellites = Message("NAV-SAT", 0x01, 0x35, 5, MessageKind.NavSat);
        yield return satellites;
        if (satellites.Answer is SetupAnswer.Refused)
        {
            yield return Message("NAV-SVINFO", 0x01, 0x30, 5, MessageKind.NavSvInfo);
        }

        yield return Message("NAV-STATUS", 0x01, 0x03, 5, MessageKind.NavStatus);
        yield return Message("MON-HW", 0x0a, 0x09, 5, MessageKind.MonHw);
        yield return Message("TIM-TP", 0x0d, 0x01, 1, MessageKind.TimTp);

        // Mask: the dynamic model alone. 2 is a receiver that does not move.
        byte[] navigation = new byte[36];
        (navigation[0], navigation[2]) = (1, 2);
        yield return Set("CFG-NAV5", 0x24, navigation);

        SetupCommand pulse = Question("CFG-TP5", 0x31, 0);
        yield return pulse;
        if (pulse.Told is { Length: 32 } told)
        {
            if (WithTimePulse(told) is { } wanted && !wanted.AsSpan().SequenceEqual(told))
            {
                yield return Set("CFG-TP5", 0x31, wanted);
            }
        }
        else
        {
            SetupCommand old = Question("CFG-TP", 0x07);
            yield return old;
            if (old.Told is { Length: 20 } oldTold && WithOldTimePulse(oldTold) is { } wanted && !wanted.AsSpan().SequenceEqual(oldTold))
            {
                yield return Set("CFG-TP", 0x07, wanted);
            }
        }

        if (!identity.IsTiming)
        {
            yield break;
        }

        yield return Message("TIM-SVIN", 0x0d, 0x04, 5, MessageKind.TimSvin);
        SetupCommand mode = Question("CFG-TMODE2", 0x3d);
        yield return mode;
        if (mode.Told is { Length: 28 } two)
        {
            if (two[0] == 0)
            {
                yield return Set("CFG-TMODE2", 0x3d, Survey(new byte[28], mode: 0, duration: 20, SurveyMillimetres));
            }

            yield break;
        }

        mode = Question("CFG-TMODE3", 0x71);
        yield return mode;
        if (mode.Told is { Length: 40 } three && three[2] == 0)
        {
            yield return Set("CFG-TMODE3", 0x71, Survey(new byte[40], mode: 2, duration: 24, SurveyMillimetres * 10));
        }
    }

    private IEnumerable<SetupCommand> ByKeys()
    {
        if (CanRaise)
        {
            uint rate = _port == Uart1 ? 0x40520001u : 0x40530001u;
            yield return Values("UART baud rate", [(rate, SetupScript.WantedBaudRate)]) with { Acknowledged = null, BaudRate = SetupScript.WantedBaudRate };
        }

        // CFG-RATE-MEAS ms, -NAV, -TIMEREF (UTC).
        yield return Values("CFG-RATE", [(0x30210001, 1000), (0x30210002, 1), (0x20210003, 0)]);
        if (line.IsNarrow)
        {
            yield return Values("NMEA GSV, GSA, GLL, VTG", [(Output(0x209100c4), 0), (Output(0x209100bf), 0), (Output(0x209100c9), 0), (Output(0x209100b0), 0)]);
        }

        yield return Values("NAV-PVT", [(Output(0x20910006), 1)]) with { Enables = MessageKind.NavPvt };
        yield return Values("NAV-TIMEUTC", [(Output(0x2091005b), 1)]);
        yield return Values("NAV-TIMEGPS", [(Output(0x20910047), 1)]);
        yield return Values("NAV-TIMELS", [(Output(0x20910060), 1)]);
        yield return Values("NAV-SAT", [(Output(0x20910015), 5)]);
        yield return Values("MON-RF", [(Output(0x20910359), 5)]);
        yield return Values("SEC-SIG", [(Output(0x20910634), 5)]);
        yield return Values("TIM-TP", [(Output(0x2091017d), 1)]);

        // CFG-NAVSPG-DYNMODEL: 2 is a receiver that does not move. CFG-ITFM-ENABLE: without it, interference is never told.
        yield return Values("CFG-NAVSPG-DYNMODEL", [(0x20110021, 2)]);
        yield return Values("CFG-ITFM", [(0x1041000d, 1)]);

        // CFG-TP: PULSE_DEF (a period), PULSE_LENGTH_DEF (a length), PERIOD, PERIOD_LOCK, LEN (none while unlocked), LEN_LOCK, and of
        // TP1: ENA, SYNC_GNSS, USE_LOCKED, ALIGN_TO_TOW, POL (it rises at the second), TIMEGRID (UTC).
        yield return Values("CFG-TP", [
            (0x20050023, 0), (0x20050030, 1), (0x40050002, SecondInMicroseconds), (0x40050003, SecondInMicroseconds), (0x40050004, 0), (0x40050005, PulseMicroseconds),
            (0x10050007, 1), (0x10050008, 1), (0x10050009, 1), (0x1005000a, 1), (0x1005000b, 1), (0x2005000c, 0)]);
        if (!identity.IsTiming)
        {
            yield break;
        }

        yield return Values("TIM-SVIN", [(Output(0x20910097), 5)]);
        SetupCommand mode = new("CFG-TMODE", UbxFrame.Build(Cfg, 0x8b, [0, 0, 0, 0, 0x01, 0x00, 0x03, 0x20])) { Configuration = 0x8b, Acknowledged = Code(0x8b), IsQuestion = true };
        yield return mode;

        // Version, layer, position (16 bits), then the key CFG-TMODE-MODE again and its value: 0 when it neither surveys nor holds a position.
        if (mode.Told is { Length: 9 } told && told[8] == 0)
        {
            yield return Values("CFG-TMODE", [(0x40030010, SurveySeconds), (0x40030011, SurveyMillimetres * 10), (0x20030001, 1)]);
        }
    }

    /// <summary>Keys for what a port sends lie side by side: I2C, UART 1, UART 2, USB, SPI.</summary>
    private uint Output(uint key) => key + _port;

    private static byte[] AtRate(byte[] port)
    {
        const byte Ubx = 1;
        byte[] wanted = [.. port];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(8), SetupScript.WantedBaudRate);
        wanted[12] |= Ubx;
        wanted[14] |= Ubx;
        return wanted;
    }

    // 8 period, 12 period when locked, 16 length, 20 length when locked (us), 28 flags: active, locked to GNSS, other values when locked, a
    // frequency (not set), a length, aligned to the second, rising there, 7-10 the grid (UTC).
    private static byte[] WithTimePulse(byte[] told)
    {
        const uint Ours = 0x7ff;
        const uint RisingAtTheUtcSecondWhenLocked = 0x77;
        byte[] wanted = [.. told];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(8), SecondInMicroseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(12), SecondInMicroseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(16), 0);
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(20), PulseMicroseconds);
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(wanted.AsSpan(28));
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(28), (flags & ~Ours) | RisingAtTheUtcSecondWhenLocked);
        return wanted;
    }

    // Up to the fifth generation. 0 interval, 4 length (us), 8 status (1: rises at the second), 9 time base (UTC), 10 flags, bit 0: also when unlocked.
    private static byte[] WithOldTimePulse(byte[] told)
    {
        byte[] wanted = [.. told];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, SecondInMicroseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(wanted.AsSpan(4), PulseMicroseconds);
        wanted[8] = 1;
        wanted[9] = 0;
        wanted[10] &= 0xfe;
        return wanted;
    }

    private static byte[] Survey(byte[] payload, int mode, int duration, uint limit)
    {
        payload[mode] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(duration), SurveySeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(duration + 4), limit);
        return payload;
    }

    private static int Code(byte message) => (Cfg << 8) | message;

    private static SetupCommand Question(string name, byte message, params ReadOnlySpan<byte> payload) =>
        new(name, UbxFrame.Build(Cfg, message, payload)) { Configuration = message, Acknowledged = Code(message), IsQuestion = true };

    private static SetupCommand Set(string name, byte message, ReadOnlySpan<byte> payload) => new(name, UbxFrame.Build(Cfg, message, payload)) { Acknowledged = Code(message) };

    // The short form of CFG-MSG speaks of the port that it comes in at.
    private static SetupCommand Message(string name, byte messageClass, byte message, byte rate, MessageKind kind) =>
        Set(name, 0x01, [messageClass, message, rate]) with { Enables = kind };

    // 0 version, 1 layers (working memory), then keys and values; bits 28-30 of a key give the value's size.
    private static SetupCommand Values(string name, ReadOnlySpan<(uint Key, uint Value)> values)
    {
        List<byte> payload = [0, 1, 0, 0];
        Span<byte> word = stackalloc byte[4];
        foreach ((uint key, uint value) in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(word, key);
            payload.AddRange(word);
            BinaryPrimitives.WriteUInt32LittleEndian(word, value);
            payload.AddRange(word[..SizeOf(key)]);
        }

        return Set(name, 0x8a, payload.ToArray());
    }

    private static int SizeOf(uint key) => ((key >> 28) & 7) switch
    {
        1 or 2 => 1,
        3 => 2,
        _ => 4,
    };
}
