using System;

namespace Nts.Gnss;

/// <summary>What u-blox UBX frames say. Offsets are those of the payload; little endian.</summary>
/// <remarks>Each class of messages has a file of its own. A method that gives false found a field that cannot be.</remarks>
internal sealed class UbxInterpreter(IGnssListener listener, RecentFix recentFix)
{
    private const int HeaderLength = 6;
    private const int ChecksumLength = 2;
    private const byte ConfigurationClass = 0x06;

    private readonly UbxVersionMessage _version = new(listener);

    /// <summary>Reports what a frame with a good checksum says.</summary>
    public GnssVerdict Interpret(ReadOnlySpan<byte> frame, MessageOrigin origin, out MessageKind kind)
    {
        ReadOnlySpan<byte> payload = frame[HeaderLength..^ChecksumLength];
        if (frame[2] == ConfigurationClass && !payload.IsEmpty)
        {
            listener.OnConfiguration(frame[3], payload);
        }

        kind = KindOf(frame[2], frame[3]);
        if (!HasLengthOf(kind, payload.Length))
        {
            return payload.IsEmpty ? Unused(out kind) : GnssVerdict.WrongLength;
        }

        bool ok = kind switch
        {
            MessageKind.NavPvt => UbxTimeMessages.TryNavPvt(payload, origin, listener, recentFix),
            MessageKind.NavTimeUtc => UbxTimeMessages.TryNavTimeUtc(payload, origin, listener, recentFix),
            MessageKind.NavTimeGps => UbxTimeMessages.TryNavTimeGps(payload, origin, listener, recentFix),
            MessageKind.NavTimeLs => UbxTimeMessages.TryNavTimeLs(payload, origin, listener),
            MessageKind.TimTp => UbxTimeMessages.TryTimTp(payload, origin, listener),
            MessageKind.NavSol => UbxFixMessages.TryNavSol(payload, origin, listener, recentFix),
            MessageKind.NavStatus => UbxFixMessages.TryNavStatus(payload, origin, listener, recentFix),
            MessageKind.NavSat => UbxSatelliteMessages.TryNavSat(payload, listener),
            MessageKind.NavSvInfo => UbxSatelliteMessages.TryNavSvInfo(payload, listener),
            MessageKind.TimSvin => UbxSurveyMessages.TryTimSvin(payload, listener),
            MessageKind.NavSvin => UbxSurveyMessages.TryNavSvin(payload, listener),
            MessageKind.MonRf => UbxRadioMessages.TryMonRf(payload, listener),
            MessageKind.MonHw => UbxRadioMessages.TryMonHw(payload, listener),
            MessageKind.SecSig => UbxRadioMessages.TrySecSig(payload, listener),
            MessageKind.MonVer => _version.TryMonVer(payload),
            MessageKind.Ack => TryAck(payload, isAccepted: frame[3] == 0x01),
            _ => true,
        };
        return ok ? GnssVerdict.Ubx : GnssVerdict.MalformedField;
    }

    private static MessageKind KindOf(byte messageClass, byte id) => (messageClass, id) switch
    {
        (0x01, 0x03) => MessageKind.NavStatus,
        (0x01, 0x06) => MessageKind.NavSol,
        (0x01, 0x07) => MessageKind.NavPvt,
        (0x01, 0x20) => MessageKind.NavTimeGps,
        (0x01, 0x21) => MessageKind.NavTimeUtc,
        (0x01, 0x26) => MessageKind.NavTimeLs,
        (0x01, 0x30) => MessageKind.NavSvInfo,
        (0x01, 0x35) => MessageKind.NavSat,
        (0x01, 0x3b) => MessageKind.NavSvin,
        (0x05, 0x00 or 0x01) => MessageKind.Ack,
        (0x0a, 0x04) => MessageKind.MonVer,
        (0x0a, 0x09) => MessageKind.MonHw,
        (0x0a, 0x38) => MessageKind.MonRf,
        (0x0d, 0x01) => MessageKind.TimTp,
        (0x0d, 0x04) => MessageKind.TimSvin,
        (0x27, 0x09) => MessageKind.SecSig,
        _ => MessageKind.Other,
    };

    private static bool HasLengthOf(MessageKind kind, int length) => kind switch
    {
        MessageKind.NavPvt => length is 84 or 92,
        MessageKind.NavTimeUtc => length == 20,
        MessageKind.NavTimeGps or MessageKind.NavStatus or MessageKind.TimTp => length == 16,
        MessageKind.NavTimeLs => length == 24,
        MessageKind.NavSol => length == 52,
        MessageKind.NavSat or MessageKind.NavSvInfo => length >= 8 && (length - 8) % 12 == 0,
        MessageKind.NavSvin => length == 40,
        MessageKind.TimSvin => length == 28,
        MessageKind.MonRf => length > 4 && ((length - 4) % 24 == 0 || (length - 4) % 20 == 0),
        MessageKind.MonHw => length is 56 or 60 or 68,
        MessageKind.SecSig => length >= 4 && length % 4 == 0,
        MessageKind.MonVer => length >= 40 && (length - 40) % 30 == 0,
        MessageKind.Ack => length == 2,
        _ => true,
    };

    // An empty payload is a request for the message, which a line that echoes sends back.
    private static GnssVerdict Unused(out MessageKind kind)
    {
        kind = MessageKind.Other;
        return GnssVerdict.Ubx;
    }

    // 0 class, 1 id of the command.
    private bool TryAck(ReadOnlySpan<byte> payload, bool isAccepted)
    {
        listener.OnCommand(new(ReceiverMaker.Ublox, (payload[0] << 8) | payload[1], isAccepted));
        return true;
    }
}
