using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Nts.Gnss;
using Nts.Time;

namespace Nts.Recordings;

/// <summary>Takes the position out of a recording, and leaves every byte's time as it is.</summary>
/// <remarks>
/// Messages known to hold none stay. In those that hold one beside what is needed it is overwritten by zeros and the checksum made anew.
/// All else, also what is no message, is overwritten by line feeds: a message that is not known here may hold a position. What is left still
/// tells which satellites are used, and so the part of the world.
/// </remarks>
public static class PositionRemoval
{
    private const byte Filler = (byte)'\n';
    private const int UbxOverhead = 8;

    /// <summary>NMEA sentences that stay, and the fields of them that do not.</summary>
    private static readonly Dictionary<string, Func<int, bool>> Sentences = new()
    {
        ["RMC"] = field => field is >= 3 and <= 8 or 10 or 11,
        ["GGA"] = field => field is >= 2 and <= 5 or 9 or 11,
        ["GSV"] = field => field >= 4 && field % 4 is 1 or 2,
        ["GSA"] = _ => false,
        ["ZDA"] = _ => false,
    };

    /// <summary>UBX messages that stay, class and number, and where in the payload what does not.</summary>
    private static readonly Dictionary<int, Range[]> Frames = new()
    {
        [0x0103] = [], // NAV-STATUS
        [0x0106] = [12..24, 28..40], // NAV-SOL: position and velocity
        [0x0107] = [24..40, 48..68, 84..92], // NAV-PVT: position, velocity, heading
        [0x0120] = [], // NAV-TIMEGPS
        [0x0121] = [], // NAV-TIMEUTC
        [0x0122] = [], // NAV-CLOCK
        [0x0126] = [], // NAV-TIMELS
        [0x013b] = [12..27], // NAV-SVIN: mean position
        [0x0161] = [], // NAV-EOE
        [0x0d01] = [], // TIM-TP
        [0x0d04] = [4..16], // TIM-SVIN: mean position
        [0x0a04] = [], // MON-VER
        [0x0a09] = [], // MON-HW
        [0x0a38] = [], // MON-RF
        [0x2709] = [], // SEC-SIG
        [0x0500] = [], // ACK-NAK
        [0x0501] = [], // ACK-ACK
    };

    /// <summary>Blocks of 12 bytes about each satellite, after 8 bytes: elevation, azimuth and the range's residual.</summary>
    private static readonly Dictionary<int, Range> Satellites = new()
    {
        [0x0135] = 3..8, // NAV-SAT
        [0x0130] = 5..12, // NAV-SVINFO
    };

    /// <summary>The same recording without the position.</summary>
    public static Recording Apply(Recording recording)
    {
        byte[] bytes = [.. recording.Events.Where(e => e.Kind is RecordedKind.Bytes).SelectMany(e => e.Bytes.ToArray())];
        for (Pieces pieces = new(bytes); pieces.MoveNext();)
        {
            Take(bytes.AsSpan(pieces.Current), pieces.Verdict);
        }

        List<RecordedEvent> events = [Note("without position: messages that hold one, or are not known, are blank")];
        int taken = 0;
        foreach (RecordedEvent original in recording.Events)
        {
            if (original.Kind is RecordedKind.Bytes)
            {
                events.Add(original with { Bytes = bytes.AsMemory(taken, original.Bytes.Length) });
                taken += original.Bytes.Length;
            }
            else
            {
                events.Add(original);
            }
        }

        return recording with { Events = events };
    }

    private static RecordedEvent Note(string text) => new(RecordedKind.Note, default(MonotonicTime)) { Bytes = Encoding.UTF8.GetBytes(text) };

    private static void Take(Span<byte> frame, GnssVerdict verdict)
    {
        bool stays = verdict is GnssVerdict.LineEnd
            || (verdict is GnssVerdict.Nmea && TakeFromSentence(frame))
            || (verdict is GnssVerdict.Ubx && TakeFromFrame(frame));
        if (!stays)
        {
            frame.Fill(Filler);
        }
    }

    private static bool TakeFromSentence(Span<byte> frame)
    {
        ReadOnlySpan<byte> address = new NmeaSentence(frame).Address;
        if (address.Length != 5 || !Sentences.TryGetValue(Encoding.ASCII.GetString(address[2..]), out Func<int, bool>? mustGo))
        {
            return false;
        }

        int star = frame.LastIndexOf((byte)'*');
        int field = 0;
        for (int i = 1; i < star; i++)
        {
            field += frame[i] == ',' ? 1 : 0;
            if (mustGo(field))
            {
                frame[i] = frame[i] switch
                {
                    >= (byte)'0' and <= (byte)'9' or (byte)'-' => (byte)'0',
                    (byte)'S' => (byte)'N',
                    (byte)'W' => (byte)'E',
                    byte other => other,
                };
            }
        }

        byte checksum = GnssChecksum.ExclusiveOr(frame[1..star]);
        checksum.TryFormat(frame[(star + 1)..], out _, "X2", CultureInfo.InvariantCulture);
        return true;
    }

    private static bool TakeFromFrame(Span<byte> frame)
    {
        int message = (frame[2] << 8) | frame[3];
        Span<byte> payload = frame[(UbxOverhead - 2)..^2];
        if (Satellites.TryGetValue(message, out Range range))
        {
            for (Span<byte> rest = payload.Length > 8 ? payload[8..] : []; rest.Length >= 12; rest = rest[12..])
            {
                rest[range].Clear();
            }
        }
        else if (Frames.TryGetValue(message, out Range[]? ranges))
        {
            foreach (Range position in ranges)
            {
                int start = Math.Min(position.Start.Value, payload.Length);
                payload[start..Math.Min(position.End.Value, payload.Length)].Clear();
            }
        }
        else
        {
            return false;
        }

        (byte a, byte b) = GnssChecksum.Fletcher(frame[2..^2]);
        frame[^2] = a;
        frame[^1] = b;
        return true;
    }
}
